package io.blueprintfaas.packaging;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A package under OpenWhisk's own ActionLoop proxy, where that is at hand.
 */
@Timeout(180)
class ActionLoopProxyTests {

	private static final String END = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n";

	@TempDir
	private Path directory;

	@TempDir
	private Path work;

	@BeforeEach
	void proxyIsThere() {
		assertThat(ActionLoopProxy.isThere() || !ActionLoopProxy.isRequired())
			.as("'%s' names an executable", ActionLoopProxy.BINARY)
			.isTrue();
		assumeTrue(ActionLoopProxy.isThere(), "There is no ActionLoop proxy");
	}

	@Test
	void runsThePackageWithAJavaOfItsOwn() throws Exception {
		Path home = Path.of(System.getProperty("java.home"));
		Path java = new JavaRuntimeImage(home, this.directory).folder();
		try (ActionLoopProxy proxy = ActionLoopProxy.start(this.work, ActionLoopProcess.GO_1_24)) {
			HttpResponse<String> init = proxy.init(pack(java, ActionLoopProcess.GO_1_24),
					"{\"SAMPLE_SETTING\":\"of the action\",\"__OW_ACTION_NAME\":\"/guest/sample\"}");
			assertThat(init.body()).as(proxy::stderr).isEqualTo("{\"ok\":true}\n");
			WireResponse first = response(proxy.run(LambdaPackages.request(0, "[12]")), 200);
			assertThat(LambdaPackages.result(first)).isEqualTo("144");
			assertThat(first.metrics().coldStart()).isTrue();
			assertThat(first.metrics().instance()).startsWith("sample/");
			assertThat(LambdaPackages.result(response(proxy.run(LambdaPackages.request(2, "[]")), 200)))
				.contains("setting=of the action", "listening=0");
			checkCalls(proxy);
			assertThat(proxy.init(pack(java, ActionLoopProcess.GO_1_24), "{}").statusCode()).isEqualTo(403);
			HttpResponse<String> ended = proxy.run(LambdaPackages.request(9, "[3]"));
			assertThat(ended.statusCode()).isEqualTo(400);
		}
	}

	private static void checkCalls(ActionLoopProxy proxy) throws Exception {
		proxy.run(LambdaPackages.request(1, "[\"a b\"]"));
		assertThat(proxy.stdout()).contains("printed a b\n").endsWith("logged a b\n" + END);
		proxy.run(LambdaPackages.request(10, "[\"a b\"]"));
		assertThat(proxy.stderr()).endsWith("complained a b" + END);
		HttpResponse<String> failed = proxy.run(LambdaPackages.request(3, "[\"no picture\"]"));
		assertThat(failed.body()).contains("\"error\":\"no picture\"");
		assertThat(response(failed, 200).errorType()).isEqualTo("java.lang.IllegalStateException");
		String text = "\"" + "ä".repeat(512 * 1024 - 100) + "\"";
		assertThat(LambdaPackages.result(response(proxy.run(LambdaPackages.request(7, "[" + text + "]")), 200)))
			.isEqualTo(text);
		assertThat(proxy.run("{\"name\":\"world\"}").body()).contains("\"error\":\"The request cannot be read");
	}

	@Test
	void imageWithAMarkRefusesPackagesWithAnotherOrNone() throws Exception {
		Path java = LambdaPackages.linkedJava(this.directory.resolve("java"));
		try (ActionLoopProxy proxy = ActionLoopProxy.start(this.work, ActionLoopProcess.GO_1_24)) {
			assertThat(proxy.init(pack(java, "openwhisk/action-golang-v1.23"), "{}").statusCode()).isEqualTo(502);
			assertThat(proxy.init(pack(java, ""), "{}").statusCode()).isEqualTo(502);
			assertThat(proxy.init(pack(java, ActionLoopProcess.GO_1_24), "{}").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void imageWithoutAMarkTakesAll() throws Exception {
		Path java = LambdaPackages.linkedJava(this.directory.resolve("java"));
		try (ActionLoopProxy proxy = ActionLoopProxy.start(this.work, null)) {
			assertThat(proxy.init(pack(java, ActionLoopProcess.GO_1_24), "{}").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void startThatFailsIsAFailedInitializationWithTheReasonInTheLog() throws Exception {
		Path java = LambdaPackages.linkedJava(this.directory.resolve("java"));
		try (ActionLoopProxy proxy = ActionLoopProxy.start(this.work, null)) {
			assertThat(proxy.init(pack(java, ""), "{\"SAMPLE_BROKEN\":\"true\"}").statusCode()).isEqualTo(502);
			assertThat(proxy.stderr()).contains("The sample is broken on purpose");
		}
	}

	private Path pack(Path java, String mark) throws Exception {
		ActionLoopLayout layout = new ActionLoopLayout(new JavaBootstrap(List.of(), () -> java));
		FunctionPackage packed = LambdaPackages.pack(this.directory.resolve("pack" + System.nanoTime()),
				layout.withEnvironmentMark(mark));
		return packed.file();
	}

	private static WireResponse response(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return ActionLoopProcess.response(answer.body().getBytes(StandardCharsets.UTF_8));
	}

}
