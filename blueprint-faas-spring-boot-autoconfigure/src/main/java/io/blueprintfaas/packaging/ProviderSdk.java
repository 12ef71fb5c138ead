package io.blueprintfaas.packaging;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.ClassUtils;

/**
 * The client libraries of a provider, by which functions are deployed and called: a
 * function needs them only if the application, or another library of it, uses them too.
 *
 * @param marker how the name of a jar begins that is always there with them
 * @param springCloud how the names of the jars of the provider's Spring Cloud begin, of
 * which starter, core and auto-configuration come with the provider here
 * @param packages the packages of the libraries, each with a {@code /} at its end
 * @param companions packages of what the libraries bring along, used by others too
 * @param own packages of this project that use the libraries
 */
record ProviderSdk(String marker, String springCloud, List<String> packages, List<String> companions,
		List<String> own) {

	private static final String NO_SPRING_CLOUD = "/";

	/** 10 MB. */
	private static final ProviderSdk AWS = new ProviderSdk("aws-core-2.", "spring-cloud-aws-",
			List.of("software/amazon/awssdk/", "io/awspring/cloud/"), List.of(), List.of("io/blueprintfaas/aws/"));

	/** 45 MB, most of them for gRPC. */
	private static final ProviderSdk GCP = new ProviderSdk("gax-2.", "spring-cloud-gcp-",
			List.of("com/google/api/", "com/google/apps/", "com/google/auth/", "com/google/cloud/", "com/google/geo/",
					"com/google/iam/", "com/google/logging/", "com/google/longrunning/", "com/google/monitoring/",
					"com/google/rpc/", "com/google/shopping/", "com/google/storage/", "com/google/type/",
					"io/opentelemetry/contrib/gcp/"),
			List.of("com/google/common/", "com/google/protobuf/", "com/google/re2j/", "com/google/thirdparty/",
					"dev/cel/", "io/grpc/", "io/opencensus/", "io/perfmark/", "org/apache/http/", "org/conscrypt/",
					"org/threeten/"),
			List.of("io/blueprintfaas/gcp/", "io/blueprintfaas/runtime/gcp/"));

	/** 3 MB, by which packages are made. */
	private static final ProviderSdk COMPRESS = new ProviderSdk("commons-compress-1.", NO_SPRING_CLOUD,
			List.of("org/apache/commons/compress/"),
			List.of("org/apache/commons/codec/", "org/apache/commons/io/", "org/apache/commons/lang3/"),
			List.of("io/blueprintfaas/packaging/", "io/blueprintfaas/platform/"));

	/** 8 MB. Without them Spring's HTTP clients use the one of the JDK. */
	static final ProviderSdk NETTY = new ProviderSdk("reactor-netty-core-1.", NO_SPRING_CLOUD,
			List.of("io/netty/", "reactor/netty/", "org/springframework/http/client/ReactorClient",
					"org/springframework/http/client/reactive/ReactorClient"),
			List.of(), List.of("io/blueprintfaas/"));

	/** 12 MB, without those of services that an application chose. */
	private static final ProviderSdk AZURE = new ProviderSdk("azure-core-1.", "spring-cloud-azure-",
			List.of("com/azure/", "com/microsoft/aad/", "com/microsoft/azure/proton/"),
			List.of("com/fasterxml/jackson/core/", "com/fasterxml/jackson/databind/", "com/fasterxml/jackson/datatype/",
					"com/fasterxml/jackson/module/", "com/nimbusds/", "com/sun/jna/", "io/netty/internal/tcnative/",
					"org/apache/commons/codec/", "org/apache/commons/io/", "org/apache/commons/lang3/",
					"org/apache/qpid/", "org/springframework/boot/jackson2/"),
			List.of("io/blueprintfaas/azure/", "io/blueprintfaas/runtime/azure/"));

	static final List<ProviderSdk> ALL = List.of(AWS, GCP, AZURE, COMPRESS);

	private static final Pattern BROUGHT = Pattern.compile("(starter|core|autoconfigure|service)-[0-9].*");

	private static final String THIS_CLASS = ClassUtils.convertClassNameToResourcePath(ProviderSdk.class.getName())
			+ ClassUtils.CLASS_FILE_SUFFIX;

	/**
	 * Whether a jar is one of the libraries.
	 * @param jar name of the jar
	 * @param classes the jar's classes
	 * @return {@code false} also for parts of Spring Cloud that an application chose
	 */
	boolean contains(String jar, List<String> classes) {
		if (jar.startsWith(this.springCloud)) {
			return BROUGHT.matcher(jar.substring(this.springCloud.length())).matches();
		}
		return isAllIn(this.packages, classes);
	}

	boolean isCompanion(List<String> classes) {
		return isAllIn(this.companions, classes);
	}

	/**
	 * Whether a file is part of this project's use of the libraries, where its classes
	 * are in a folder.
	 * @param file name of the file
	 * @return {@code true} also for this class, which names them
	 */
	boolean isOwn(String file) {
		return file.equals(THIS_CLASS) || this.own.stream().anyMatch(file::startsWith);
	}

	private static boolean isAllIn(List<String> packages, List<String> classes) {
		return !classes.isEmpty() && classes.stream().allMatch((name) -> packages.stream().anyMatch(name::startsWith));
	}

}
