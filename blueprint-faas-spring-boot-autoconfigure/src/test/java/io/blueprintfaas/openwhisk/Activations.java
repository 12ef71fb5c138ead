package io.blueprintfaas.openwhisk;

import io.blueprintfaas.http.StubAnswer;

/**
 * Records of runs, as OpenWhisk answers with them.
 */
final class Activations {

	static final String ID = "44794bd6aab74415b4e42a308d880e5b";

	private Activations() {
	}

	// An answer with the record of a run; its result and its annotations are JSON.
	static StubAnswer answer(int status, String outcome, String result, String annotations) {
		return StubAnswer.json(status, record(outcome, result, annotations)).with("x-openwhisk-activation-id", ID);
	}

	static StubAnswer success(String result) {
		return answer(200, "success", result, "");
	}

	// What the runtime or the platform says in place of a result.
	static StubAnswer developerError(String text) {
		return answer(502, "action developer error", "{\"error\":\"%s\"}".formatted(text), "");
	}

	static StubAnswer accepted() {
		return StubAnswer.json(202, "{\"activationId\":\"%s\"}".formatted(ID)).with("x-openwhisk-activation-id", ID);
	}

	static String record(String outcome, String result, String annotations) {
		return """
				{"activationId":"%s","namespace":"guest","name":"blueprint-job-7","version":"0.0.1","subject":"guest",\
				"start":1700000000000,"end":1700000000075,"duration":75,"logs":[],"publish":false,\
				"response":{"status":"%s","success":%s,"result":%s},"annotations":[{"key":"kind","value":"go:1.24"}%s]}"""
			.formatted(ID, outcome, "success".equals(outcome), result, annotations);
	}

}
