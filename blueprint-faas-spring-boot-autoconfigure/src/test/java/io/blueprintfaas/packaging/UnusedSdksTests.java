package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UnusedSdksTests {

	private final UnusedSdks sdks = new UnusedSdks(ProviderSdk.ALL);

	@TempDir
	private Path directory;

	private Path core;

	private Path s3;

	private Path springCloud;

	private Path other;

	@BeforeEach
	void writeJars() throws IOException {
		this.core = jar("aws-core-2.51.3.jar", "software/amazon/awssdk/awscore/A.class", "Lsoftware/amazon/awssdk/B;");
		this.s3 = jar("s3-2.51.3.jar", "software/amazon/awssdk/services/s3/A.class", "Lsoftware/amazon/awssdk/B;");
		this.springCloud = jar("spring-cloud-aws-core-4.1.1.jar", "io/awspring/cloud/core/A.class",
				"Lsoftware/amazon/awssdk/B;");
		this.other = jar("other.jar", "com/example/A.class", "Ljava/lang/String;");
	}

	@Test
	void isUnusedWhenOnlyTheProviderUsesIt() throws IOException {
		Path provider = jar("blueprint-faas-spring-boot-autoconfigure-0.1.0.jar", "io/blueprintfaas/aws/A.class",
				"Lsoftware/amazon/awssdk/services/lambda/LambdaAsyncClient;");
		write("io/blueprintfaas/aws/B.class", "Lsoftware/amazon/awssdk/services/lambda/LambdaAsyncClient;");
		write("com/example/App.class", "Ljava/lang/String;");
		assertThat(unused(this.core, this.s3, this.springCloud, this.other, provider)).containsExactly(this.core,
				this.s3, this.springCloud);
	}

	@Test
	void isUsedByTheApplication() throws IOException {
		write("com/example/App.class", "Lsoftware/amazon/awssdk/services/s3/S3Client;");
		assertThat(unused(this.core, this.s3, this.springCloud, this.other)).isEmpty();
	}

	@Test
	void isUsedByAnotherLibrary() throws IOException {
		Path user = jar("company-storage.jar", "com/example/B.class", "Lio/awspring/cloud/s3/S3Template;");
		assertThat(unused(this.core, this.s3, this.springCloud, user)).isEmpty();
	}

	@Test
	void isUsedByPartsOfSpringCloudThatTheProviderDoesNotBring() throws IOException {
		Path secrets = jar("spring-cloud-aws-secrets-manager-4.1.1.jar", "io/awspring/cloud/secretsmanager/A.class",
				"Lsoftware/amazon/awssdk/services/secretsmanager/SecretsManagerClient;");
		assertThat(unused(this.core, this.s3, this.springCloud, secrets)).isEmpty();
	}

	@Test
	void looksAgainWhenTheApplicationChanged() throws IOException {
		write("com/example/App.class", "Ljava/lang/String;");
		assertThat(unused(this.core, this.s3)).containsExactly(this.core, this.s3);
		write("com/example/App2.class", "Lsoftware/amazon/awssdk/services/s3/S3Client;");
		assertThat(unused(this.core, this.s3)).isEmpty();
	}

	@Test
	void nothingIsUnusedWithoutTheSdk() throws IOException {
		assertThat(unused(this.s3, this.other)).isEmpty();
	}

	@Test
	void companionsGoWithTheSdkUnlessTheyAreUsedThemselvesDirectlyOrNot() throws IOException {
		Path gax = jar("gax-2.76.0.jar", "com/google/api/gax/A.class", "Lio/grpc/Channel;");
		Path grpc = jar("grpc-core-1.83.1.jar", "META-INF/versions/17/io/grpc/A.class", "Lcom/google/common/B;");
		Path guava = jar("guava-33.5.0-jre.jar", "com/google/common/B.class", "Lcom/google/common/C;");
		Path protobuf = jar("protobuf-java-4.35.1.jar", "com/google/protobuf/C.class", "Ljava/lang/String;");
		Path springWeb = jar("spring-web-7.0.9.jar", "org/springframework/D.class", "Lcom/google/protobuf/C;");
		assertThat(unused(gax, grpc, guava, protobuf, springWeb)).containsExactly(gax, grpc, guava, protobuf);
		Path user = jar("company-rpc.jar", "com/example/B.class", "Lio/grpc/stub/AbstractStub;");
		assertThat(unused(gax, grpc, guava, protobuf, springWeb, user)).containsExactly(gax, protobuf);
		write("com/example/App.class", "Lcom/google/cloud/storage/Storage;");
		assertThat(unused(gax, grpc, guava, protobuf, springWeb)).isEmpty();
	}

	@Test
	void companionsStayWithoutTheSdk() throws IOException {
		Path guava = jar("guava-33.5.0-jre.jar", "com/google/common/B.class", "Lcom/google/common/C;");
		assertThat(unused(guava, this.core)).containsExactly(this.core);
	}

	@Test
	void eachSdkIsJudgedByItself() throws IOException {
		Path gax = jar("gax-2.76.0.jar", "com/google/api/gax/A.class", "Ljava/lang/String;");
		Path springCloudGcp = jar("spring-cloud-gcp-core-8.0.2.jar", "com/google/cloud/spring/core/A.class",
				"Lcom/google/auth/Credentials;");
		write("io/blueprintfaas/gcp/A.class", "Lcom/google/cloud/functions/v2/FunctionServiceClient;");
		write("com/example/App.class", "Lsoftware/amazon/awssdk/services/s3/S3Client;");
		assertThat(unused(this.core, gax, springCloudGcp)).containsExactly(gax, springCloudGcp);
		Path secrets = jar("spring-cloud-gcp-secretmanager-8.0.2.jar", "com/google/cloud/spring/secretmanager/A.class",
				"Lcom/google/cloud/secretmanager/v1/SecretManagerServiceClient;");
		assertThat(unused(this.core, gax, springCloudGcp, secrets)).isEmpty();
	}

	@Test
	void whatPacksIsUnusedInAFunctionUnlessTheApplicationUsesIt() throws IOException {
		Path compress = jar("commons-compress-1.27.1.jar", "org/apache/commons/compress/A.class",
				"Lorg/apache/commons/io/B;");
		Path io = jar("commons-io-2.16.1.jar", "org/apache/commons/io/B.class", "Ljava/lang/String;");
		Path lang = jar("commons-lang3-3.20.0.jar", "org/apache/commons/lang3/C.class", "Ljava/lang/String;");
		write("io/blueprintfaas/packaging/A.class", "Lorg/apache/commons/compress/A;");
		assertThat(unused(compress, io, lang, this.other)).containsExactly(compress, io, lang);
		write("com/example/App.class", "Lorg/apache/commons/lang3/C;");
		assertThat(unused(compress, io, lang, this.other)).containsExactly(compress, io);
	}

	@Test
	void nettyIsUnusedIfOnlySpringUsesItWhichHasAnotherClient() throws IOException {
		Path netty = jar("netty-common-4.2.17.Final.jar", "io/netty/A.class", "Ljava/lang/String;");
		Path client = jar("reactor-netty-core-1.3.7.jar", "reactor/netty/A.class", "Lio/netty/A;");
		Path springWeb = jar("spring-web-7.0.9.jar", "org/springframework/D.class", "Lreactor/netty/A;");
		assertThat(unused(netty, client, springWeb)).as("where size matters less").isEmpty();
		UnusedSdks clients = new UnusedSdks(List.of(ProviderSdk.NETTY));
		write("com/example/App.class", "Lorg/springframework/web/reactive/function/client/WebClient;");
		assertThat(unused(clients, netty, client, springWeb)).containsExactly(netty, client);
		Path driver = jar("lettuce-core-7.0.0.jar", "io/lettuce/A.class", "Lio/netty/channel/Channel;");
		assertThat(unused(clients, netty, client, springWeb, driver)).isEmpty();
		write("com/example/App.class", "Lorg/springframework/http/client/reactive/ReactorClientHttpConnector;");
		assertThat(unused(clients, netty, client, springWeb)).isEmpty();
	}

	@Test
	void clientsOfAzureGoWithWhatTheyBringUnlessThatIsUsed() throws IOException {
		Path azureCore = jar("azure-core-1.57.0.jar", "com/azure/core/A.class", "Lreactor/core/Mono;");
		Path msal = jar("msal4j-1.23.1.jar", "com/microsoft/aad/msal4j/A.class", "Lcom/nimbusds/jwt/JWT;");
		Path service = jar("spring-cloud-azure-service-7.3.0.jar", "com/azure/spring/cloud/A.class",
				"Lcom/azure/core/A;");
		Path jna = jar("jna-5.17.0.jar", "com/sun/jna/A.class", "Ljava/lang/String;");
		Path nimbus = jar("nimbus-jose-jwt-10.8.jar", "com/nimbusds/jwt/JWT.class", "Ljava/lang/String;");
		Path annotations = jar("jackson-annotations-2.21.jar", "com/fasterxml/jackson/annotation/A.class", "x");
		Path databind = jar("jackson-databind-2.21.5.jar", "com/fasterxml/jackson/databind/A.class", "x");
		Path functions = jar("azure-functions-java-library-3.2.3.jar", "com/microsoft/azure/functions/A.class", "x");
		write("io/blueprintfaas/azure/A.class", "Lcom/azure/resourcemanager/appservice/AppServiceManager;");
		Path[] all = { azureCore, msal, service, jna, nimbus, annotations, databind, functions };
		assertThat(unused(all)).containsExactly(azureCore, msal, service, jna, nimbus, databind);
		write("com/example/App.class", "Lcom/nimbusds/jwt/JWT;");
		assertThat(unused(all)).containsExactly(azureCore, msal, service, jna, databind);
		write("com/example/App2.class", "Lcom/azure/storage/blob/BlobClient;");
		assertThat(unused(all)).isEmpty();
	}

	@Test
	void clientsOfAzureStayIfAnotherPartOfSpringCloudUsesThem() throws IOException {
		Path azureCore = jar("azure-core-1.57.0.jar", "com/azure/core/A.class", "Lreactor/core/Mono;");
		Path secrets = jar("spring-cloud-azure-starter-keyvault-secrets-7.3.0.jar", "com/azure/spring/cloud/K.class",
				"Lcom/azure/core/A;");
		assertThat(unused(azureCore, secrets)).isEmpty();
	}

	private List<Path> unused(Path... libraries) throws IOException {
		return unused(this.sdks, libraries);
	}

	private List<Path> unused(UnusedSdks sdks, Path... libraries) throws IOException {
		Path own = Files.createDirectories(this.directory.resolve("own"));
		try (ApplicationParts parts = new ApplicationParts("com.example.App", List.of(new FolderTree(own)),
				List.of(libraries), false)) {
			return Stream.of(libraries).filter(sdks.in(parts)).toList();
		}
	}

	private Path jar(String name, String entry, String content) throws IOException {
		return TestJar.write(this.directory.resolve(name), Map.of(entry, content));
	}

	private void write(String name, String content) throws IOException {
		Path file = this.directory.resolve("own").resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
