package io.blueprintfaas.codec;

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
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
		Consumer<DeserializationContext> check = (context) -> new JsonTypeCheck(context, position).check(type);
		this.reader.get().withAttribute(Probe.class, check).readValue("true");
		GenericTypeCheck.check(type, position);
	}

	/**
	 * A reader whose only purpose is to get at the context that finds deserializers: it
	 * exists only while something is read.
	 * @param mapper the application's mapper
	 * @return the reader
	 */
	private static ObjectReader probe(JsonMapper mapper) {
		SimpleModule module = new SimpleModule(Probe.class.getName());
		module.addDeserializer(Probe.class, new ProbeDeserializer());
		return mapper.rebuild().addModule(module).build().readerFor(Probe.class);
	}

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
