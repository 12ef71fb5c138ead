package io.blueprintfaas.codec;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.reactivestreams.Publisher;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Mono;

/**
 * What a codec has to know of a handler: the types that travel, and how the result is
 * handed over.
 *
 * @param parameterTypes types of the parameters, generic types resolved
 * @param resultType type of the result when awaited: {@code void.class} for none, a list
 * type for {@link ResultShape#FLUX}
 * @param shape how the handler hands over its result
 */
public record JobSignature(List<Type> parameterTypes, Type resultType, ResultShape shape) {

	public JobSignature {
		parameterTypes = List.copyOf(parameterTypes);
	}

	/**
	 * Signature of a handler.
	 * @param method the handler
	 * @param targetClass the class it is called on, against which type variables are
	 * resolved; one that stays unresolved is left for the codec to refuse
	 * @return the signature
	 */
	public static JobSignature of(Method method, Class<?> targetClass) {
		Method handler = BridgeMethodResolver.findBridgedMethod(method);
		TypeVariables variables = new TypeVariables(targetClass);
		List<Type> parameters = Arrays.stream(handler.getGenericParameterTypes()).map(variables::resolve).toList();
		Type returned = variables.resolve(handler.getGenericReturnType());
		ResultShape shape = shape(ResolvableType.forType(returned).toClass());
		return new JobSignature(parameters, awaited(returned, shape), shape);
	}

	/**
	 * Fingerprint of the types that travel, structural: it changes when a parameter, the
	 * result, or a property of a type of the application within them changes.
	 * @return 16 hexadecimal digits
	 */
	public String fingerprint() {
		return ContractFingerprint.of(this);
	}

	private static ResultShape shape(Class<?> returned) {
		if (Mono.class.isAssignableFrom(returned)) {
			return ResultShape.MONO;
		}
		if (Publisher.class.isAssignableFrom(returned)) {
			return ResultShape.FLUX;
		}
		boolean future = returned == CompletableFuture.class || returned == CompletionStage.class;
		return future ? ResultShape.FUTURE : ResultShape.VALUE;
	}

	private static Type awaited(Type returned, ResultShape shape) {
		return switch (shape) {
			case VALUE -> voidOr(returned);
			case FUTURE -> voidOr(TypeVariables.argument(returned, CompletionStage.class));
			case MONO -> voidOr(TypeVariables.argument(returned, Publisher.class));
			case FLUX -> TypeVariables.parameterized(List.class, TypeVariables.argument(returned, Publisher.class));
		};
	}

	private static Type voidOr(Type type) {
		return (type == Void.class) ? void.class : type;
	}

}
