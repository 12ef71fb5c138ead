package io.blueprintfaas.runtime.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.runtime.TestHandlers;
import io.blueprintfaas.wire.WireFormat;

import static org.assertj.core.api.Assertions.assertThat;

class CracSnapshotTests {

	private final FunctionRuntime runtime = TestHandlers.runtime(new LambdaJobs());

	private final Hooks hooks = new Hooks();

	@Test
	void nextCallAfterTheRestoreIsColdOnAnotherInstance() throws Exception {
		CracSnapshot snapshot = new CracSnapshot(this.hooks);
		snapshot.started(this.runtime);
		this.hooks.beforeCheckpoint(this.hooks);
		FaasMetrics prepared = call();
		assertThat(prepared.coldStart()).as("warmed up before the checkpoint").isFalse();
		this.hooks.afterRestore(this.hooks);
		FaasMetrics restored = call();
		assertThat(restored.coldStart()).isTrue();
		assertThat(restored.init()).isBetween(Duration.ZERO, Duration.ofSeconds(1));
		assertThat(restored.instance()).isNotEqualTo(prepared.instance());
		assertThat(call().coldStart()).isFalse();
		this.hooks.afterRestore(this.hooks);
		assertThat(call().instance()).as("each restore is an instance").isNotEqualTo(restored.instance());
	}

	@Test
	void sawTheRestoreBeforeAndEndsAfterWhatTheApplicationRegistered() throws Exception {
		CracSnapshot snapshot = new CracSnapshot(this.hooks);
		Watch between = new Watch();
		this.hooks.register(between);
		snapshot.started(this.runtime);
		this.hooks.beforeCheckpoint(this.hooks);
		this.hooks.afterRestore(this.hooks);
		assertThat(between.coldDuringRestore).as("not restored yet").isFalse();
		assertThat(call().init()).isGreaterThanOrEqualTo(between.took);
	}

	private FaasMetrics call() {
		return WireFormat.readResponse(this.runtime.handle(LambdaJobs.request(1, "[3]"))).metrics();
	}

	/**
	 * What Lambda does around a snapshot.
	 */
	private static final class Hooks extends Context<Resource> {

		private final List<Resource> registered = new ArrayList<>();

		@Override
		public void register(Resource resource) {
			this.registered.add(resource);
		}

		@Override
		public void beforeCheckpoint(Context<? extends Resource> context) {
			List<Resource> reversed = new ArrayList<>(this.registered);
			Collections.reverse(reversed);
			reversed.forEach((resource) -> run(() -> resource.beforeCheckpoint(this)));
		}

		@Override
		public void afterRestore(Context<? extends Resource> context) {
			this.registered.forEach((resource) -> run(() -> resource.afterRestore(this)));
		}

		private static void run(Step step) {
			try {
				step.run();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * What an application registers while it starts: it answers a call meanwhile.
	 */
	private final class Watch implements Resource {

		private Duration took = Duration.ZERO;

		private @Nullable Boolean coldDuringRestore;

		@Override
		public void beforeCheckpoint(Context<? extends Resource> context) {
			this.took = Duration.ZERO;
		}

		@Override
		public void afterRestore(Context<? extends Resource> context) {
			long begun = System.nanoTime();
			this.coldDuringRestore = call().coldStart();
			this.took = Duration.ofNanos(System.nanoTime() - begun);
		}

	}

	private interface Step {

		void run() throws Exception;

	}

}
