package io.blueprintfaas.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes wrong in a test, by job.
 */
public final class FaasFaults {

	private final Map<String, FaultScript> scripts = new ConcurrentHashMap<>();

	FaasFaults() {
	}

	/**
	 * What goes wrong with calls of a job.
	 * @param job name of the job
	 * @return the script of the job; nothing goes wrong until it is told
	 */
	public FaultScript of(String job) {
		return this.scripts.computeIfAbsent(job, (name) -> new FaultScript());
	}

	/**
	 * Has nothing go wrong any more.
	 */
	public void reset() {
		this.scripts.clear();
	}

}
