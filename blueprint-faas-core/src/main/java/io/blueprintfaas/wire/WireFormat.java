package io.blueprintfaas.wire;

import io.blueprintfaas.FaasMetrics;

/**
 * Writes and reads the messages between caller, platform and function. Every message is
 * one line of JSON in UTF-8, without the end of the line. Readers take the fields in any
 * order, ignore unknown ones, and of two with the same name the last counts.
 */
public final class WireFormat {

	private WireFormat() {
	}

	/**
	 * Writes a request in the form its version asks for.
	 * @param request the request
	 * @return the message
	 */
	public static byte[] writeRequest(WireRequest request) {
		return WireWriter.request(request);
	}

	/**
	 * Reads a request. It is of {@link WireVersion#V1_1} if its arguments are a string or
	 * it has a field that came with that version.
	 * @param message the message
	 * @return the request
	 * @throws WireFormatException if the message is no request
	 */
	public static WireRequest readRequest(byte[] message) {
		return new WireRequestReader(message).read();
	}

	/**
	 * Writes an answer. In {@link WireVersion#V1_0} error type, stack and metrics are
	 * left out.
	 * @param response the answer
	 * @param version the form of the request it answers
	 * @return the message
	 */
	public static byte[] writeResponse(WireResponse response, WireVersion version) {
		return WireWriter.response(response, version);
	}

	/**
	 * Reads an answer in either form.
	 * @param message the message
	 * @return the answer; its metrics have no total
	 * @throws WireFormatException if the message is no answer
	 */
	public static WireResponse readResponse(byte[] message) {
		return new WireResponseReader(message).read();
	}

	/**
	 * Says what an answer means without decoding its result. That the answer is JSON and
	 * each field of the right type is checked; what the result holds is not.
	 * @param answer the message
	 * @return the outcome
	 * @throws WireFormatException if the message is no answer
	 */
	public static WireOutcome peekResponse(byte[] answer) {
		return new AnswerAnnotator(answer).outcome();
	}

	/**
	 * Adds to an answer what its platform measured, without decoding its result:
	 * {@code execution_ms} and {@code memory_used_mb} as whole numbers, and in
	 * {@link WireVersion#V1_1} all metrics in {@code metrics}. Measured values take the
	 * place of the function's; where the platform measured nothing, the function's stay.
	 * @param answer the message
	 * @param metrics what the platform measured; the total is not sent
	 * @param version the form of the request that was answered
	 * @return the answer with the values, on one line
	 * @throws WireFormatException if the message is no answer
	 */
	public static byte[] annotate(byte[] answer, FaasMetrics metrics, WireVersion version) {
		AnswerAnnotator annotator = new AnswerAnnotator(answer);
		annotator.outcome();
		return annotator.annotate(metrics, version);
	}

}
