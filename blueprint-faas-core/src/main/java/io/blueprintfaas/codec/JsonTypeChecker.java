package io.blueprintfaas.codec;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses signatures with types that JSON cannot carry.
 */
final class JsonTypeChecker {

	private final Supplier<ObjectReader> reader;

	JsonTypeChecker(JsonMapper mapper) {
		this.reader = SingletonSupplier.of(() -> probe(mapper));
	}

	/**
	 * Checks parameters and result.
	 * @param signature the signature
	 * @throws PayloadCodecException if JSON cannot carry one of them
	 */
	void check(JobSignature signature) {
		List<Type> parameters = signature.parameterTypes();
		for (int i = 0; i < parameters.size(); i++) {
			check(parameters.get(i), "parameter " + (i + 1));
		}
		if (signature.resultType() != void.class) {
			check(signature.resultType(), "the result");
		}
	}

	private void check(Type type, String position) {
		if (isPlain(type)) {
			return;
		}
		Consumer<DeserializationContext> check = (context) -> new JsonTypeCheck(context, position).check(type);
		this.reader.get().withAttribute(Probe.class, check).readValue("true");
		GenericTypeCheck.check(type, position);
	}

	// Every mapper has deserializers for these, and to make them takes time at each
	// start.
	private static boolean isPlain(Type type) {
		return type instanceof Class<?> raw
				&& (raw == String.class || ClassUtils.isPrimitiveOrWrapper(raw) || ClassUtils.isPrimitiveArray(raw));
	}

	/**
	 * A reader whose only purpose is to get at the context that finds deserializers: it
	 * exists only while something is read. The deserializers stay with the mapper, so the
	 * first call need not make them.
	 * @param mapper the application's mapper
	 * @return the reader
	 */
	private static ObjectReader probe(JsonMapper mapper) {
		JsonMapper probing = mapper.isEnabled(MapperFeature.USE_ANNOTATIONS) ? mapper : withProbe(mapper);
		return probing.readerFor(Probe.class);
	}

	private static JsonMapper withProbe(JsonMapper mapper) {
		SimpleModule module = new SimpleModule(Probe.class.getName());
		module.addDeserializer(Probe.class, new ProbeDeserializer());
		return mapper.rebuild().addModule(module).build();
	}

	@JsonDeserialize(using = ProbeDeserializer.class)
	private static final class Probe {

	}

	private static final class ProbeDeserializer extends ValueDeserializer<Probe> {

		@Override
		@SuppressWarnings("unchecked")
		public Probe deserialize(JsonParser parser, DeserializationContext context) {
			((Consumer<DeserializationContext>) context.getAttribute(Probe.class)).accept(context);
			return new Probe();
		}

	}

}
