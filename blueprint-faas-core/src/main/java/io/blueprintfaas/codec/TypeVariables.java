package io.blueprintfaas.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Map;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * Puts into types what a class says of the type variables of its superclasses.
 */
final class TypeVariables {

	@SuppressWarnings("rawtypes")
	private final Map<TypeVariable, Type> variables;

	TypeVariables(Class<?> targetClass) {
		this.variables = GenericTypeResolver.getTypeVariableMap(targetClass);
	}

	/**
	 * A type without the variables that the class knows.
	 * @param type the type
	 * @return the type; a variable that the class does not know stays
	 */
	Type resolve(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			Type value = this.variables.get(variable);
			return (value != null && !value.equals(variable)) ? resolve(value) : variable;
		}
		if (type instanceof GenericArrayType array) {
			return resolve(array);
		}
		return (type instanceof ParameterizedType parameterized) ? resolve(parameterized) : type;
	}

	private Type resolve(GenericArrayType array) {
		Type component = resolve(array.getGenericComponentType());
		return component.equals(array.getGenericComponentType()) ? array
				: ResolvableType.forArrayComponent(ResolvableType.forType(component)).getType();
	}

	private Type resolve(ParameterizedType type) {
		Type[] arguments = type.getActualTypeArguments();
		boolean changed = false;
		for (int i = 0; i < arguments.length; i++) {
			Type resolved = resolve(arguments[i]);
			changed |= resolved != arguments[i];
			arguments[i] = resolved;
		}
		return changed ? parameterized((Class<?>) type.getRawType(), arguments) : type;
	}

	static Type parameterized(Class<?> type, Type... arguments) {
		ResolvableType[] generics = new ResolvableType[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			generics[i] = ResolvableType.forType(arguments[i]);
		}
		return ResolvableType.forClassWithGenerics(type, generics).getType();
	}

}
