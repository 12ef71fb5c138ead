package io.blueprintfaas.runtime.lambda;

import org.springframework.util.ClassUtils;

import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * What is to be done around a snapshot of this process, if Lambda makes one. It knows
 * nothing of the library for that, which may be missing.
 */
interface Snapshot {

	/**
	 * There will be none.
	 */
	Snapshot NONE = (runtime) -> {
	};

	/**
	 * Takes note that the application has started.
	 * @param runtime its runtime
	 */
	void started(FunctionRuntime runtime);

	/**
	 * Registers for this process. To be called before the application starts.
	 * @return the hooks; they work for as long as they are held
	 */
	static Snapshot ofThisProcess() {
		return ClassUtils.isPresent("org.crac.Core", Snapshot.class.getClassLoader()) ? CracSnapshot.ofThisProcess()
				: NONE;
	}

}
