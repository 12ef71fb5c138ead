package io.blueprintfaas.codec;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Arguments as a JSON array with one element for each parameter, the result as one JSON
 * value, each written and read by its declared type. {@code void} and {@code null} are
 * {@code null}; bytes within are base64 strings. No bytes at all stand for no arguments.
 * Messages never show a value.
 */
public final class JsonPayloadCodec implements PayloadCodec {

	/**
	 * Name of this codec in configuration.
	 */
	public static final String NAME = "json";

	private static final byte[] NULL = { 'n', 'u', 'l', 'l' };

	private final JsonMapper mapper;

	private final JsonTypeChecker checker;

	private final Map<JobSignature, JsonJob> jobs = new ConcurrentHashMap<>();

	/**
	 * A codec that writes and reads as the application does.
	 * @param mapper the application's mapper
	 */
	public JsonPayloadCodec(JsonMapper mapper) {
		this.mapper = mapper;
		this.checker = new JsonTypeChecker(mapper);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public void check(JobSignature signature) {
		this.checker.check(signature);
	}

	@Override
	public byte[] encodeArguments(JobSignature signature, @Nullable Object[] arguments) {
		JsonJob job = job(signature);
		checkCount(job, arguments.length);
		try (ByteArrayBuilder out = new ByteArrayBuilder();
				JsonGenerator generator = this.mapper.createGenerator(out)) {
			generator.writeStartArray();
			for (int i = 0; i < arguments.length; i++) {
				writeArgument(generator, job, i, arguments[i]);
			}
			generator.writeEndArray();
			generator.flush();
			return out.toByteArray();
		}
	}

	@Override
	public @Nullable Object[] decodeArguments(JobSignature signature, byte[] payload) {
		JsonJob job = job(signature);
		if (payload.length == 0 && job.readers().isEmpty()) {
			return new Object[0];
		}
		try (JsonParser parser = this.mapper.createParser(payload)) {
			@Nullable Object[] arguments = readArguments(job, parser);
			if (parser.nextToken() != null) {
				throw new PayloadCodecException("Expected nothing after the JSON array of arguments, but there is more",
						null);
			}
			return arguments;
		}
		catch (JacksonException ex) {
			throw JsonFailures.reading("the arguments", ex);
		}
	}

	@Override
	public byte[] encodeResult(JobSignature signature, @Nullable Object result) {
		if (result == null || signature.resultType() == void.class) {
			return NULL.clone();
		}
		try {
			return job(signature).resultWriter().writeValueAsBytes(result);
		}
		catch (RuntimeException ex) {
			throw JsonFailures.writing("the result", ex);
		}
	}

	@Override
	public @Nullable Object decodeResult(JobSignature signature, byte[] payload) {
		if (signature.resultType() == void.class) {
			return null;
		}
		if (payload.length == 0) {
			throw new PayloadCodecException("Expected a result of type %s as JSON, but there is nothing"
				.formatted(signature.resultType().getTypeName()), null);
		}
		try {
			return job(signature).resultReader().readValue(payload);
		}
		catch (RuntimeException ex) {
			throw JsonFailures.reading("the result", ex);
		}
	}

	private void writeArgument(JsonGenerator generator, JsonJob job, int index, @Nullable Object argument) {
		try {
			job.writers().get(index).writeValue(generator, argument);
		}
		catch (RuntimeException ex) {
			throw JsonFailures.writing("argument " + (index + 1), ex);
		}
	}

	private static @Nullable Object[] readArguments(JsonJob job, JsonParser parser) {
		if (parser.nextToken() != JsonToken.START_ARRAY) {
			throw new PayloadCodecException("Expected a JSON array of %d arguments, but there is %s"
				.formatted(job.readers().size(), JsonFailures.describe(parser.currentToken())), null);
		}
		@Nullable Object[] arguments = new Object[job.readers().size()];
		int count = 0;
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (count < arguments.length) {
				arguments[count] = readArgument(job.readers().get(count), count, parser);
			}
			else {
				parser.skipChildren();
			}
			count++;
		}
		checkCount(job, count);
		return arguments;
	}

	private static @Nullable Object readArgument(ObjectReader reader, int index, JsonParser parser) {
		try {
			return reader.readValue(parser);
		}
		catch (RuntimeException ex) {
			throw JsonFailures.reading("argument " + (index + 1), ex);
		}
	}

	private static void checkCount(JsonJob job, int count) {
		if (count != job.readers().size()) {
			throw new PayloadCodecException(
					"The job takes %d arguments, but there are %d".formatted(job.readers().size(), count), null);
		}
	}

	private JsonJob job(JobSignature signature) {
		return this.jobs.computeIfAbsent(signature, (key) -> JsonJob.of(this.mapper, key));
	}

}
