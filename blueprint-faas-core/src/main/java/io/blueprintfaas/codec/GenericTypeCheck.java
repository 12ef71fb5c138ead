package io.blueprintfaas.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/**
 * Refuses type variables and wildcards that stand for any type at all.
 */
final class GenericTypeCheck {

	private GenericTypeCheck() {
	}

	static void check(Type type, String position) {
		if (type instanceof TypeVariable<?> variable) {
			checkBound(variable.getBounds()[0], type, position);
		}
		else if (type instanceof WildcardType wildcard) {
			Type bound = (wildcard.getLowerBounds().length > 0) ? Object.class : wildcard.getUpperBounds()[0];
			checkBound(bound, type, position);
		}
		else if (type instanceof GenericArrayType array) {
			check(array.getGenericComponentType(), position);
		}
		else if (type instanceof ParameterizedType parameterized) {
			for (Type argument : parameterized.getActualTypeArguments()) {
				check(argument, position);
			}
		}
	}

	private static void checkBound(Type bound, Type type, String position) {
		if (bound == Object.class) {
			throw new PayloadCodecException(
					("JSON cannot carry %s: '%s' says nothing of the type to read; declare the type, or Object to get "
							+ "maps and lists")
						.formatted(position, type.getTypeName()),
					null);
		}
		if (bound instanceof TypeVariable) {
			check(bound, position);
		}
	}

}
