package io.blueprintfaas.gcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.functions.v2.FunctionServiceClient;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.packaging.GcpLayout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Against a project of Google Cloud: with application default credentials, the project in
 * {@code BLUEPRINT_GCP_PROJECT}, and a region in {@code BLUEPRINT_GCP_REGION}.
 */
@Tag("cloud")
class GcpCloudTests {

	// The platform compiles it, so that the test needs none of our own packages
	private static final String POM = """
			<project xmlns="http://maven.apache.org/POM/4.0.0">
			  <modelVersion>4.0.0</modelVersion>
			  <groupId>test</groupId>
			  <artifactId>test</artifactId>
			  <version>1</version>
			  <properties>
			    <maven.compiler.release>17</maven.compiler.release>
			    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
			  </properties>
			  <dependencies>
			    <dependency>
			      <groupId>com.google.cloud.functions</groupId>
			      <artifactId>functions-framework-api</artifactId>
			      <version>2.0.0</version>
			      <scope>provided</scope>
			    </dependency>
			  </dependencies>
			</project>
			""";

	private static final String SOURCE = """
			package %s;

			import com.google.cloud.functions.HttpFunction;
			import com.google.cloud.functions.HttpRequest;
			import com.google.cloud.functions.HttpResponse;

			public class %s implements HttpFunction {

				public void service(HttpRequest request, HttpResponse response) throws Exception {
					response.setContentType("application/json");
					response.getWriter().write("{\\"job_id\\":7,\\"result\\":\\"\\",\\"success\\":true}");
				}

			}
			""";

	@Test
	void deploysInspectsAndRemoves(@TempDir Path folder) throws IOException {
		String project = System.getenv("BLUEPRINT_GCP_PROJECT");
		String region = System.getenv("BLUEPRINT_GCP_REGION");
		Assumptions.assumeTrue(project != null && region != null && hasCredentials(),
				"No credentials, or no project and region in BLUEPRINT_GCP_PROJECT and BLUEPRINT_GCP_REGION");
		GcpJobs job = GcpJobs.job()
			.shared("project-id", project)
			.shared("region", region)
			.shared("function-prefix", "blueprint-test-" + UUID.randomUUID().toString().substring(0, 8));
		FunctionPackage functionPackage = source(folder);
		HttpFunctionClient http = new HttpFunctionClient("uploads", WebClient::builder,
				HttpFunctionClientSettings.DEFAULTS, HttpCredential.none());
		try (FunctionServiceClient client = FunctionServiceClient.create()) {
			GcpLifecycleClients clients = new GcpLifecycleClients(Mono.just(client),
					(function) -> Mono.just(function.in(project)), http, null);
			GcpFaasLifecycle lifecycle = new GcpFaasLifecycle(job.definition(), job.properties(), clients,
					(payload) -> Mono.empty(), GcpPace.of(job.properties().deployTimeout()));
			try {
				FaasDeployment first = lifecycle.deploy(functionPackage, job.settings(), System.out::println).block();
				assertThat(first.changed()).isTrue();
				assertThat(first.sha256()).isEqualTo(functionPackage.sha256());
				assertThat(lifecycle.deploy(functionPackage, job.settings(), System.out::println).block().changed())
					.isFalse();
				GcpJobs more = job.memory("2GB");
				assertThat(lifecycle.deploy(functionPackage, more.settings(), System.out::println).block().memory())
					.isEqualTo(more.settings().memory());
			}
			finally {
				assertThat(lifecycle.undeploy().block()).isTrue();
			}
			assertThat(lifecycle.deployment().blockOptional()).isEmpty();
		}
		finally {
			http.destroy();
		}
	}

	private static FunctionPackage source(Path folder) throws IOException {
		int dot = GcpLayout.ENTRY_POINT.lastIndexOf('.');
		Map<String, String> files = Map.of("pom.xml", POM,
				"src/main/java/%s.java".formatted(GcpLayout.ENTRY_POINT.replace('.', '/')),
				SOURCE.formatted(GcpLayout.ENTRY_POINT.substring(0, dot), GcpLayout.ENTRY_POINT.substring(dot + 1)));
		Path file = folder.resolve("source.zip");
		try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
			for (Map.Entry<String, String> each : files.entrySet()) {
				zip.putArchiveEntry(new ZipArchiveEntry(each.getKey()));
				zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
				zip.closeArchiveEntry();
			}
		}
		byte[] bytes = Files.readAllBytes(file);
		return new FunctionPackage(file, TestZips.sha256(bytes), DataSize.ofBytes(bytes.length),
				DataSize.ofBytes(bytes.length));
	}

	private static boolean hasCredentials() {
		try {
			GoogleCredentials.getApplicationDefault();
			return true;
		}
		catch (IOException ex) {
			// None: nothing to test with
			return false;
		}
	}

}
