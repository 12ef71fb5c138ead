package io.blueprintfaas.codec;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.reactivestreams.Publisher;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
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
	 * resolved
	 * @return the signature
	 */
	public static JobSignature of(Method method, Class<?> targetClass) {
		List<Type> parameters = Arrays.stream(method.getGenericParameterTypes())
			.map((type) -> GenericTypeResolver.resolveType(type, targetClass))
			.toList();
		ResolvableType returned = ResolvableType.forMethodReturnType(method, targetClass);
		Class<?> raw = returned.toClass();
		if (Mono.class.isAssignableFrom(raw)) {
			return new JobSignature(parameters, awaited(returned.as(Mono.class)), ResultShape.MONO);
		}
		if (Publisher.class.isAssignableFrom(raw)) {
			Class<?> publisher = Flux.class.isAssignableFrom(raw) ? Flux.class : Publisher.class;
			ResolvableType list = ResolvableType.forClassWithGenerics(List.class, returned.as(publisher).getGeneric(0));
			return new JobSignature(parameters, list.getType(), ResultShape.FLUX);
		}
		if (raw == CompletableFuture.class || raw == CompletionStage.class) {
			return new JobSignature(parameters, awaited(returned), ResultShape.FUTURE);
		}
		return new JobSignature(parameters, GenericTypeResolver.resolveType(method.getGenericReturnType(), targetClass),
				ResultShape.VALUE);
	}

	/**
	 * Fingerprint of the types that travel, structural: it changes when a parameter, the
	 * result, or a property of a type of the application within them changes.
	 * @return 16 hexadecimal digits
	 */
	public String fingerprint() {
		return ContractFingerprint.of(this);
	}

	private static Type awaited(ResolvableType wrapper) {
		ResolvableType value = wrapper.getGeneric(0);
		return (value.toClass() == Void.class) ? void.class : value.getType();
	}

}
