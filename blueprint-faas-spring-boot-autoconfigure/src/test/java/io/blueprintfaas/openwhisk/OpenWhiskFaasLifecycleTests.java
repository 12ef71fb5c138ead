package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OpenWhiskFaasLifecycle}.
 */
class OpenWhiskFaasLifecycleTests {

	private static final String ACTION = "blueprint/blueprint-job-7";

	private static final OpenWhiskPace PACE = new OpenWhiskPace(Duration.ofMillis(5), Duration.ofMillis(20),
			Duration.ofSeconds(10), Duration.ofSeconds(20));

	private final FakeOpenWhisk whisk = FakeOpenWhisk.start();

	private final List<String> steps = new CopyOnWriteArrayList<>();

	@TempDir
	private Path folder;

	@AfterEach
	void close() {
		this.whisk.close();
	}

	@Test
	void createsPackageAndFunction() throws IOException {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		FaasDeployment deployment = deploy(
				job().memory("256MB").timeout(Duration.ofSeconds(30)).environment(Map.of("B", "2", "A", "1")), code);
		assertThat(this.whisk.take()).containsExactly("GET action", "GET api", "GET package", "PUT package",
				"PUT action", "GET action");
		ObjectNode stored = this.whisk.action(ACTION).stored();
		assertThat(this.whisk.action(ACTION).code()).isEqualTo(Files.readAllBytes(code.file()));
		assertThat(stored.path("exec").path("kind").asString()).isEqualTo("go:1.24");
		assertThat(stored.path("limits").toString()).contains("\"timeout\":30000", "\"memory\":256");
		assertThat(stored.path("parameters").toString())
			.isEqualTo("[{\"key\":\"A\",\"value\":\"1\",\"init\":true},{\"key\":\"B\",\"value\":\"2\",\"init\":true},"
					+ "{\"key\":\"BLUEPRINT_MEMORY_MB\",\"value\":\"256\",\"init\":true}]");
		assertThat(annotation("provide-api-key").asBoolean(true)).isFalse();
		assertThat(annotation("blueprint-faas-job").asString()).isEqualTo("square");
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.function()).isEqualTo(ACTION);
		assertThat(deployment.status()).isEqualTo("version 0.0.1");
		assertThat(deployment.sha256()).isEqualTo(code.sha256());
		assertThat(deployment.memory().toMegabytes()).isEqualTo(256);
		assertThat(deployment.timeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(deployment.deployedAt()).isBeforeOrEqualTo(Instant.now());
		assertThat(deployment.endpoint())
			.hasToString(this.whisk.address() + "/api/v1/namespaces/_/actions/blueprint/blueprint-job-7");
		assertThat(this.steps).first().isEqualTo("looking at what is deployed");
		assertThat(this.steps)
			.anyMatch((step) -> step.startsWith("uploading the function: 'blueprint/blueprint-job-7'"));
	}

	@Test
	void sendsNothingWhenNothingDiffers() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		OpenWhiskJobs job = job().environment(Map.of("A", "1")).key("annotations.team", "x");
		deploy(job, code);
		this.whisk.take();
		FaasDeployment again = deploy(job, code);
		assertThat(this.whisk.take()).containsExactly("GET action");
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(code.sha256());
		assertThat(this.steps).last().isEqualTo("nothing to change");
	}

	@Test
	void tellsWhatDeployingWouldChangeAndChangesNothing() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		assertThat(differences(job(), code)).isNull();
		deploy(job(), code);
		this.whisk.take();
		assertThat(differences(job(), code)).isEmpty();
		assertThat(differences(job().environment(Map.of("A", "1")), TestCode.zip(this.folder, 2, 1000)))
			.containsExactly("package", "settings");
		assertThat(this.whisk.take()).containsOnly("GET action");
	}

	private List<String> differences(OpenWhiskJobs job, FunctionPackage code) {
		return lifecycle(job).differences(code, job.definition().settings()).block();
	}

	@Test
	void updatesWhenCodeOrAnySettingDiffers() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		deploy(job(), code);
		for (OpenWhiskJobs other : List.of(job().memory("256MB"), job().memory("256MB").timeout(Duration.ofSeconds(9)),
				job().environment(Map.of("A", "1")), job().environment(Map.of("A", "2")), job().key("kind", "go:1.20"),
				job().key("main", "run"), job().key("logs", "1MB"), job().key("concurrency", "1"),
				job().key("annotations.team", "x"))) {
			this.whisk.take();
			assertThat(deploy(other, code).changed()).as(other.definition().toString()).isTrue();
			assertThat(this.whisk.take()).containsExactly("GET action", "GET api", "PUT action", "GET action");
		}
		assertThat(deploy(job().key("annotations.team", "x"), TestCode.zip(this.folder, 2, 1000)).changed()).isTrue();
	}

	@Test
	void putsBackLimitsThatSomebodyElseChanged() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		deploy(job(), code);
		((ObjectNode) this.whisk.action(ACTION).stored().path("limits")).put("memory", 128);
		assertThat(deploy(job(), code).changed()).isTrue();
		assertThat(this.whisk.action(ACTION).stored().path("limits").path("memory").asInt()).isEqualTo(512);
	}

	@Test
	void takesBackWhatItSetAndKeepsWhatOthersDid() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		deploy(job().environment(Map.of("A", "1")).key("annotations.team", "x").key("annotations.cost", "y"), code);
		this.whisk.action(ACTION).stored().withArray("annotations").addObject().put("key", "theirs").put("value", 5);
		deploy(job().key("annotations.cost", "z"), code);
		assertThat(annotation("team").isMissingNode()).isTrue();
		assertThat(annotation("cost").asString()).isEqualTo("z");
		assertThat(annotation("theirs").asInt()).isEqualTo(5);
		assertThat(this.whisk.action(ACTION).stored().path("parameters").toString()).doesNotContain("\"A\"");
	}

	@Test
	void touchesNoFunctionOfSomebodyElse() {
		this.whisk.deployed(ACTION);
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job(), TestCode.zip(this.folder, 1, 1000)))
			.withMessageContaining("has no annotation 'blueprint-faas-job'")
			.withMessageContaining("blueprint.faas.openwhisk.function-prefix");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> lifecycle(job()).undeploy().block())
			.withMessageContaining("was not made by a deployment of this job");
		assertThat(this.whisk.take()).containsExactly("GET action", "GET action");
	}

	@Test
	void takesOverFunctionThatJobNamesButDoesNotRemoveIt() {
		this.whisk.deployed("tools/hello");
		OpenWhiskJobs job = job().function("tools/hello");
		assertThat(deploy(job, TestCode.zip(this.folder, 1, 1000)).changed()).isTrue();
		assertThat(this.whisk.action("tools/hello").stored().path("annotations").toString())
			.doesNotContain("blueprint-faas-job")
			.contains("blueprint-faas-package");
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> lifecycle(job).undeploy().block());
	}

	@Test
	void makesNoPackageForFunctionWithoutOne() {
		deploy(job().function("hello"), TestCode.zip(this.folder, 1, 1000));
		assertThat(this.whisk.take()).containsExactly("GET action", "GET api", "PUT action", "GET action");
		assertThat(lifecycle(job().function("hello")).undeploy().block()).isTrue();
		assertThat(this.whisk.take()).containsExactly("GET action", "DELETE action");
	}

	@Test
	void removesFunctionAndThenItsPackage() {
		deploy(job(), TestCode.zip(this.folder, 1, 1000));
		this.whisk.take();
		assertThat(lifecycle(job()).undeploy().block()).isTrue();
		assertThat(this.whisk.take()).containsExactly("GET action", "DELETE action", "GET package", "DELETE package");
		assertThat(lifecycle(job()).undeploy().block()).isFalse();
		assertThat(lifecycle(job()).deployment().block()).isNull();
	}

	@Test
	void leavesPackageThatIsUsedOrOfSomebodyElse() {
		deploy(job(), TestCode.zip(this.folder, 1, 1000));
		this.whisk.deployed("blueprint/other");
		this.whisk.take();
		assertThat(lifecycle(job()).undeploy().block()).isTrue();
		assertThat(this.whisk.take()).containsExactly("GET action", "DELETE action", "GET package");
		this.whisk.deployed("jobs/other");
		deploy(job().shared("package-name", "jobs"), TestCode.zip(this.folder, 1, 1000));
		assertThat(this.whisk.requests()).filteredOn((request) -> "PUT package".equals(request.operation())).isEmpty();
		assertThat(lifecycle(job().shared("package-name", "jobs")).undeploy().block()).isTrue();
	}

	@Test
	void saysNotThereWhenSomebodyElseWasFaster() {
		deploy(job(), TestCode.zip(this.folder, 1, 1000));
		this.whisk.refuse("DELETE action", 1, FakeOpenWhisk.error(404, "gone"));
		assertThat(lifecycle(job()).undeploy().block()).isFalse();
	}

	@Test
	void looksAgainAfterConflictAndWaitsWhenThereAreTooManyRequests() {
		this.whisk.refuse("PUT action", 2, FakeOpenWhisk.error(409, "Concurrent modification to resource detected"));
		this.whisk.refuse("PUT package", 1, FakeOpenWhisk.error(429, "Too many requests in the last minute"));
		this.whisk.refuse("GET action", 1, StubAnswer.empty(503));
		assertThat(deploy(job(), TestCode.zip(this.folder, 1, 1000)).changed()).isTrue();
		assertThat(this.whisk.take()).containsExactly("GET action", "GET action", "GET api", "GET package",
				"PUT package", "PUT package", "PUT action", "GET action", "GET package", "PUT action", "GET action",
				"GET package", "PUT action", "GET action");
		assertThat(this.steps).contains("waiting for another change of the function to end");
		this.whisk.refuse("DELETE action", 1, FakeOpenWhisk.error(409, "Concurrent modification"));
		assertThat(lifecycle(job()).undeploy().block()).isTrue();
	}

	@Test
	void givesUpWhenConflictDoesNotEnd() {
		this.whisk.refuse("PUT action", 10_000, FakeOpenWhisk.error(409, "Concurrent modification"));
		OpenWhiskPace brief = new OpenWhiskPace(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(100),
				Duration.ofMillis(100));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(job(), brief)
				.deploy(TestCode.zip(this.folder, 1, 1000), job().definition().settings(), this.steps::add)
				.block())
			.withMessageContaining("uploading the function")
			.withMessageContaining("answered 409")
			.withMessageContaining("deploy again when it has ended");
	}

	@Test
	void saysWhatPlatformSaid() {
		this.whisk.refuse("PUT action", 1, FakeOpenWhisk.error(400, "memory 7 MB below allowed threshold"));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job(), TestCode.zip(this.folder, 1, 1000)))
			.withMessageContaining("memory 7 MB below allowed threshold")
			.withMessageContaining("'memory'");
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> lifecycle(OpenWhiskJobs.at(this.whisk.address(), "no:body")).deployment().block())
			.withMessageContaining("looking at what is deployed")
			.withMessageContaining("check the key of the namespace");
	}

	@Test
	void saysWhichRuntimesThereAre() {
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job().key("kind", "go:1.99"), TestCode.zip(this.folder, 1, 1000)))
			.withMessageContaining("the platform has no runtime 'go:1.99', only")
			.withMessageContaining("go:1.20, go:1.24");
		assertThat(this.whisk.take()).containsExactly("GET action", "GET api");
		assertThat(this.whisk.requests()).isEmpty();
		this.whisk.refuse("GET api", 1, StubAnswer.empty(404));
		assertThat(deploy(job(), TestCode.zip(this.folder, 1, 1000)).changed()).isTrue();
	}

	@Test
	void takesLanguageForItsDefaultVersion() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 1000);
		deploy(job().key("kind", "go"), code);
		assertThat(this.whisk.action(ACTION).stored().path("exec").path("kind").asString()).isEqualTo("go:1.24");
		assertThat(deploy(job(), code).changed()).isFalse();
	}

	@Test
	void asksForRuntimesWithoutKey() {
		deploy(job(), TestCode.zip(this.folder, 1, 1000));
		assertThat(this.whisk.requests()).filteredOn((request) -> "GET api".equals(request.operation()))
			.singleElement()
			.satisfies((request) -> assertThat(request.header("Authorization")).isNull());
	}

	@Test
	void refusesCodeThatIsTooLargeBeforeAnythingIsSent() {
		FunctionPackage code = TestCode.zip(this.folder, 1, 3000);
		long base64 = (code.size().toBytes() + 2) / 3 * 4;
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job().shared("max-code-size", "4000B"), code))
			.withMessageContaining("the code is %d bytes in the Base64 form".formatted(base64))
			.withMessageContaining("and the platform takes 4000 bytes")
			.withMessageContaining("blueprint.faas.openwhisk.max-code-size");
		assertThat(this.whisk.take()).isEmpty();
		assertThat(deploy(job().shared("max-code-size", base64 + "B"), code).changed()).isTrue();
	}

	@Test
	void deploysImageWithoutCode() {
		OpenWhiskJobs job = OpenWhiskJobs.at(this.whisk).key("image", "me/mine:1.0");
		FaasDeployment deployment = deploy(job, TestCode.zip(this.folder, 1, 1000));
		assertThat(this.whisk.take()).doesNotContain("GET api");
		assertThat(this.whisk.action(ACTION).stored().path("exec").toString())
			.contains("\"kind\":\"blackbox\"", "\"image\":\"me/mine:1.0\"")
			.doesNotContain("code");
		assertThat(deployment.sha256()).isNull();
		assertThat(deploy(job, TestCode.zip(this.folder, 2, 1000)).changed()).isFalse();
		assertThat(deploy(OpenWhiskJobs.at(this.whisk).key("image", "me/mine:1.1"), TestCode.zip(this.folder, 2, 1000))
			.changed()).isTrue();
		assertThat(deploy(job(), TestCode.zip(this.folder, 1, 1000)).sha256()).isNotNull();
		assertThat(deploy(job, TestCode.zip(this.folder, 1, 1000)).sha256()).isNull();
	}

	@Test
	void sendsSourceAsTextAndExecutablesAsTheyAre() throws IOException {
		Path source = Files.writeString(this.folder.resolve("main.go"),
				"package main // \"größer\"\n\tfunc Main() {}\n");
		deploy(OpenWhiskJobs.at(this.whisk).artifact(source), TestCode.zip(this.folder, 1, 10));
		assertThat(this.whisk.action(ACTION).stored().path("exec").path("code").asString())
			.isEqualTo(Files.readString(source));
		byte[] elf = { 0x7f, 'E', 'L', 'F', 0, 1, 2, -1 };
		Path executable = Files.write(this.folder.resolve("program"), elf);
		deploy(OpenWhiskJobs.at(this.whisk).artifact(executable), TestCode.zip(this.folder, 2, 10));
		assertThat(this.whisk.action(ACTION).code()).isEqualTo(elf);
		FunctionPackage zip = TestCode.zip(this.folder, 3, 10);
		deploy(OpenWhiskJobs.at(this.whisk).artifact(zip.file()), zip);
		assertThat(this.whisk.action(ACTION).code()).isEqualTo(Files.readAllBytes(zip.file()));
	}

	@Test
	void deploysNothingThatJobDoesNotSay() {
		OpenWhiskJobs job = OpenWhiskJobs.at(this.whisk);
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job, TestCode.zip(this.folder, 1, 10)))
			.withMessageContaining("does not say what its function runs")
			.withMessageContaining("Set 'blueprint.faas.jobs.square.package' to 'bundled-jre'")
			.withMessageContaining("blueprint.faas.jobs.square.image")
			.withMessageContaining("blueprint.faas.jobs.square.function");
		assertThat(this.whisk.take()).isEmpty();
	}

	@Test
	void failsWhenFunctionIsNotWhatWasUploaded() {
		AtomicInteger puts = new AtomicInteger();
		this.whisk.before((request) -> {
			if ("PUT action".equals(request.operation())) {
				puts.incrementAndGet();
			}
			else if (puts.get() > 0 && "GET action".equals(request.operation())) {
				this.whisk.action(ACTION).stored().withArray("annotations").removeAll();
			}
		});
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job(), TestCode.zip(this.folder, 1, 10)))
			.withMessageContaining("checking that the function is there")
			.withMessageContaining("somebody else may have changed it");
		assertThat(puts).hasValue(1);
	}

	@Test
	void tellsWhatIsDeployedWithoutItsCode() {
		deploy(job(), TestCode.zip(this.folder, 1, 10));
		this.whisk.take();
		FaasDeployment deployment = lifecycle(job()).deployment().block();
		assertThat(deployment.changed()).isFalse();
		assertThat(deployment.status()).isEqualTo("version 0.0.1");
		assertThat(this.whisk.requests()).singleElement()
			.satisfies((request) -> assertThat(request.query()).containsEntry("code", "false"));
		this.whisk.deployed("tools/hello");
		FaasDeployment theirs = lifecycle(job().function("tools/hello")).deployment().block();
		assertThat(theirs.sha256()).isNull();
		assertThat(theirs.memory().toMegabytes()).isEqualTo(256);
	}

	@Test
	void showsNoSecrets() {
		OpenWhiskJobs job = job().environment(Map.of("TOKEN", "s3cret"));
		this.whisk.refuse("PUT action", 1, FakeOpenWhisk.error(400, "no"));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> deploy(job, TestCode.zip(this.folder, 1, 10)))
			.withMessageNotContaining("s3cret");
		assertThat(OpenWhiskConfiguration.of(job.definition(), job.definition().settings(), job.properties().settings())
			.toString()).contains("TOKEN").doesNotContain("s3cret");
		assertThat(job.properties().toString()).doesNotContain(this.whisk.apiKey());
		assertThat(new OpenWhiskNamespace(this.whisk.address(), "_", this.whisk.apiKey()).toString())
			.doesNotContain(this.whisk.apiKey());
		deploy(job, TestCode.zip(this.folder, 1, 10));
		assertThat(String.join(" ", this.steps)).doesNotContain("s3cret");
		assertThat(annotation("blueprint-faas-settings").asString()).hasSize(64);
	}

	@Test
	void warmsOneContainerWithoutRunningHandler() {
		this.whisk.deployed(ACTION).answers((value) -> {
			assertThat(value.path("warm").asBoolean()).isTrue();
			return answer(value);
		});
		assertThat(job().functions().lifecycle(job().definition()).warm().block()).isEqualTo(1);
		assertThat(this.whisk.action(ACTION).executions()).isEqualTo(1);
	}

	@Test
	void warmsAsManyContainersAsAreToBeKept() {
		AtomicInteger running = new AtomicInteger();
		CompletableFuture<Void> all = new CompletableFuture<>();
		this.whisk.deployed(ACTION).runs((code, environment) -> {
			if (running.incrementAndGet() == 3) {
				all.complete(null);
			}
			return (line) -> new FakeWhiskContainer.Output(answer(line.path("value")).toString(), List.of());
		}).waits(all);
		assertThat(job().keepWarm(3).functions().lifecycle(job().keepWarm(3).definition()).warm().block()).isEqualTo(3);
		assertThat(job().keepWarm(2).functions().lifecycle(job().keepWarm(2).definition()).warm().block()).isNull();
	}

	@Test
	void sendsNoWarmRequestToForeignFunction() {
		assertThat(job().functions().lifecycle(job().wire(WireVersion.V1_0).definition()).warm().block()).isNull();
		assertThat(this.whisk.take()).isEmpty();
	}

	private static JsonNode answer(JsonNode value) {
		return JsonMapper.shared()
			.readTree("{\"job_id\":%d,\"result\":\"\",\"success\":true}".formatted(value.path("job_id").asInt()));
	}

	private OpenWhiskJobs job() {
		return OpenWhiskJobs.at(this.whisk).key("package", "bundled-jre");
	}

	private FaasDeployment deploy(OpenWhiskJobs job, FunctionPackage code) {
		return lifecycle(job).deploy(code, job.definition().settings(), this.steps::add).block(Duration.ofSeconds(20));
	}

	private FaasLifecycle lifecycle(OpenWhiskJobs job) {
		return lifecycle(job, PACE);
	}

	private static FaasLifecycle lifecycle(OpenWhiskJobs job, OpenWhiskPace pace) {
		OpenWhiskClient client = new OpenWhiskClient(new ConfiguredAccess(job.properties()), job.client());
		return new OpenWhiskFaasLifecycle(job.definition(), job.properties().settings(), client,
				(payload) -> Mono.<WireResponse>never(), pace);
	}

	private JsonNode annotation(String name) {
		for (JsonNode pair : this.whisk.action(ACTION).stored().path("annotations")) {
			if (name.equals(pair.path("key").asString())) {
				return pair.path("value");
			}
		}
		return this.whisk.action(ACTION).stored().path("no-such-annotation");
	}

}
