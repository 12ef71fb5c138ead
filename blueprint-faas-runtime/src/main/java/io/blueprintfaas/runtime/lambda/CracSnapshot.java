package io.blueprintfaas.runtime.lambda;

import java.time.Duration;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * Hooks around a snapshot, by the interfaces of Coordinated Restore at Checkpoint.
 * <p>
 * Spring registers a hook too, when the application starts: it stops what has a
 * lifecycle, such as connection pools, and starts it again. Hooks run in the order of
 * their registration after a restore and in the opposite order before a checkpoint. So
 * one of these, registered before the start, is the first to see the restore, and the
 * other, registered afterwards, finds the application running both times.
 */
final class CracSnapshot implements Snapshot {

	private final Context<Resource> context;

	private final RestoreClock clock = new RestoreClock();

	private @Nullable Hook hook;

	/**
	 * Registers the first hook.
	 * @param context where to register
	 */
	CracSnapshot(Context<Resource> context) {
		this.context = context;
		context.register(this.clock);
	}

	static Snapshot ofThisProcess() {
		return new CracSnapshot(Core.getGlobalContext());
	}

	@Override
	public void started(FunctionRuntime runtime) {
		this.hook = new Hook(runtime, this.clock);
		this.context.register(this.hook);
	}

	private static final class RestoreClock implements Resource {

		private volatile long restored;

		@Override
		public void beforeCheckpoint(Context<? extends Resource> context) {
			// Nothing to do: it only sees the restore
		}

		@Override
		public void afterRestore(Context<? extends Resource> context) {
			this.restored = System.nanoTime();
		}

		Duration elapsed() {
			return Duration.ofNanos(System.nanoTime() - this.restored);
		}

	}

	private record Hook(FunctionRuntime runtime, RestoreClock clock) implements Resource {

		@Override
		public void beforeCheckpoint(Context<? extends Resource> context) {
			this.runtime.warmUp();
		}

		@Override
		public void afterRestore(Context<? extends Resource> context) {
			this.runtime.instance(LambdaFunction.instanceName(null));
			this.runtime.restored(this.clock.elapsed());
		}

	}

}
