package io.blueprintfaas.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Says what is wrong with a job and what to do about it.
 */
final class InvalidFaasJobFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFaasJobException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidFaasJobException cause) {
		return new FailureAnalysis(sentence(cause.getDescription()), sentence(cause.getAction()), cause);
	}

	private static String sentence(String text) {
		return (text.endsWith(".") || text.endsWith("?")) ? text : text + ".";
	}

}
