package io.blueprintfaas.codec;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a type says of the type variables of its superclasses and interfaces.
 */
final class TypeVariables {

	private final Map<TypeVariable<?>, Type> values = new HashMap<>();

	TypeVariables(Type type) {
		collect(type);
	}

	/**
	 * Type argument that a type gives to a supertype.
	 * @param type the type, for example one that extends {@code Mono<String>}
	 * @param supertype a supertype with type parameters, or the type's own class
	 * @return the first argument, {@code Object} if the type gives none
	 */
	static Type argument(Type type, Class<?> supertype) {
		Type argument = new TypeVariables(type).resolve(supertype.getTypeParameters()[0]);
		boolean raw = type instanceof Class && argument instanceof TypeVariable;
		return raw ? Object.class : argument;
	}

	/**
	 * Puts arguments to a generic class.
	 * @param type the class
	 * @param arguments the arguments
	 * @return the type
	 */
	static Type parameterized(Class<?> type, Type... arguments) {
		return new GenericOf(type, List.of(arguments));
	}

	/**
	 * A type with known variables replaced.
	 * @param type the type
	 * @return the type; a variable that is not known stays
	 */
	Type resolve(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return this.values.getOrDefault(variable, variable);
		}
		if (type instanceof GenericArrayType array) {
			Type component = resolve(array.getGenericComponentType());
			return (component instanceof Class<?> raw) ? Array.newInstance(raw, 0).getClass() : new ArrayOf(component);
		}
		if (type instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 0) {
			Type bound = wildcard.getUpperBounds()[0];
			Type resolved = resolve(bound);
			return resolved.equals(bound) ? wildcard : resolved;
		}
		return (type instanceof ParameterizedType parameterized) ? resolve(parameterized) : type;
	}

	private Type resolve(ParameterizedType type) {
		Type[] arguments = resolve(type.getActualTypeArguments());
		boolean changed = !Arrays.equals(arguments, type.getActualTypeArguments());
		return changed ? parameterized((Class<?>) type.getRawType(), arguments) : type;
	}

	private Type[] resolve(Type[] types) {
		return Arrays.stream(types).map(this::resolve).toArray(Type[]::new);
	}

	private void collect(@Nullable Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Class<?> raw = (Class<?>) parameterized.getRawType();
			Type[] arguments = resolve(parameterized.getActualTypeArguments());
			for (int i = 0; i < arguments.length; i++) {
				this.values.put(raw.getTypeParameters()[i], arguments[i]);
			}
			collect(parameterized.getOwnerType());
			collectSupertypes(raw);
		}
		else if (type instanceof Class<?> raw) {
			collectSupertypes(raw);
		}
	}

	private void collectSupertypes(Class<?> type) {
		collect(type.getGenericSuperclass());
		for (Type implemented : type.getGenericInterfaces()) {
			collect(implemented);
		}
	}

	private record GenericOf(Class<?> type, List<Type> arguments) implements ParameterizedType {

		@Override
		public Type getRawType() {
			return this.type;
		}

		@Override
		public @Nullable Type getOwnerType() {
			return this.type.getDeclaringClass();
		}

		@Override
		public Type[] getActualTypeArguments() {
			return this.arguments.toArray(Type[]::new);
		}

		@Override
		public String toString() {
			return this.arguments.stream()
				.map(Type::getTypeName)
				.collect(Collectors.joining(", ", this.type.getTypeName() + "<", ">"));
		}

	}

	private record ArrayOf(Type component) implements GenericArrayType {

		@Override
		public Type getGenericComponentType() {
			return this.component;
		}

		@Override
		public String toString() {
			return this.component.getTypeName() + "[]";
		}

	}

}
