package io.blueprintfaas.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasCallRecord;

/**
 * What happened in a test: what was sent, what ran, and what became of each call.
 */
public final class FaasCallLog implements FaasCallListener {

	private final List<SentCall> sent = new CopyOnWriteArrayList<>();

	private final List<String> executions = new CopyOnWriteArrayList<>();

	private final List<FaasCallRecord> ended = new CopyOnWriteArrayList<>();

	FaasCallLog() {
	}

	/**
	 * Tries that were sent.
	 * @param job name of the job
	 * @return each try of each call, in their order
	 */
	public List<SentCall> sent(String job) {
		return this.sent.stream().filter((call) -> call.job().name().equals(job)).toList();
	}

	/**
	 * How often the function was run.
	 * @param job name of the job
	 * @return the number of runs, those included whose answer was lost
	 */
	public int executions(String job) {
		return (int) this.executions.stream().filter(job::equals).count();
	}

	/**
	 * What became of calls.
	 * @param job name of the job
	 * @return one record for each call that has ended, in the order of their ends
	 */
	public List<FaasCallRecord> ended(String job) {
		return this.ended.stream().filter((call) -> call.job().name().equals(job)).toList();
	}

	/**
	 * Forgets everything.
	 */
	public void reset() {
		this.sent.clear();
		this.executions.clear();
		this.ended.clear();
	}

	@Override
	public void ended(FaasCallRecord call) {
		this.ended.add(call);
	}

	void sent(SentCall call) {
		this.sent.add(call);
	}

	void executed(FaasRequest request) {
		this.executions.add(request.job().name());
	}

}
