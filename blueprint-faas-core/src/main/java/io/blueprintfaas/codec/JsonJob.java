package io.blueprintfaas.codec;

import java.util.List;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * What writes and reads the arguments and the result of one signature.
 *
 * @param writers one for each parameter
 * @param readers one for each parameter
 * @param resultWriter writes the result
 * @param resultReader reads the result
 */
record JsonJob(List<ObjectWriter> writers, List<ObjectReader> readers, ObjectWriter resultWriter,
		ObjectReader resultReader) {

	static JsonJob of(JsonMapper mapper, JobSignature signature) {
		return new JsonJob(
				signature.parameterTypes()
					.stream()
					.map((type) -> mapper.writerFor(mapper.constructType(type)))
					.toList(),
				signature.parameterTypes()
					.stream()
					.map((type) -> mapper.readerFor(mapper.constructType(type))
						// an argument is followed by the next one
						.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS))
					.toList(),
				mapper.writerFor(mapper.constructType(signature.resultType())),
				mapper.readerFor(mapper.constructType(signature.resultType()))
					.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
	}

}
