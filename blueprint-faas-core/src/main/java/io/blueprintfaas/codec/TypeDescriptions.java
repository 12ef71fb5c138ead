package io.blueprintfaas.codec;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes types in words that are the same in every JVM: those of the JDK by name,
 * those of the application by what they hold, each once.
 */
final class TypeDescriptions {

	private final Map<String, String> definitions = new TreeMap<>();

	/**
	 * How a type is named, its generics included. What the application's types in it look
	 * like is noted in the definitions.
	 * @param type the type
	 * @return the name
	 */
	String use(Type type) {
		if (type instanceof Class<?> raw) {
			return use(raw);
		}
		if (type instanceof ParameterizedType parameterized) {
			return use(parameterized.getRawType()) + "<" + uses(parameterized.getActualTypeArguments()) + ">";
		}
		if (type instanceof GenericArrayType array) {
			return use(array.getGenericComponentType()) + "[]";
		}
		if (type instanceof WildcardType wildcard) {
			return "? extends " + uses(wildcard.getUpperBounds()) + " super " + uses(wildcard.getLowerBounds());
		}
		return ((TypeVariable<?>) type).getName();
	}

	/**
	 * The application's types among those named so far, one in a line.
	 * @return the lines
	 */
	String definitions() {
		return String.join("\n", this.definitions.values());
	}

	private String use(Class<?> type) {
		if (type.isArray()) {
			return use(type.getComponentType()) + "[]";
		}
		String name = type.getName();
		if (!isJdk(type) && !this.definitions.containsKey(name)) {
			// first noted, then described: it may hold itself
			this.definitions.put(name, name);
			this.definitions.put(name, define(type));
		}
		return name;
	}

	private String define(Class<?> type) {
		if (type.isEnum()) {
			return "enum " + type.getName() + constants(type);
		}
		return kind(type) + type.getName() + state(type) + superclass(type) + permitted(type);
	}

	private static List<String> constants(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter(Field::isEnumConstant)
			.map(Field::getName)
			.sorted()
			.toList();
	}

	private static String kind(Class<?> type) {
		if (type.isRecord()) {
			return "record ";
		}
		return type.isInterface() ? "interface " : "class ";
	}

	private String state(Class<?> type) {
		Stream<String> parts = type.isRecord() ? Arrays.stream(type.getRecordComponents()).map(this::component)
				: Arrays.stream(type.getDeclaredFields())
					.filter(TypeDescriptions::travels)
					.sorted(Comparator.comparing(Field::getName))
					.map(this::field);
		return parts.collect(Collectors.joining(",", "(", ")"));
	}

	private String component(RecordComponent component) {
		return component.getName() + ":" + use(component.getGenericType());
	}

	private String field(Field field) {
		return field.getName() + ":" + use(field.getGenericType());
	}

	private String superclass(Class<?> type) {
		Class<?> superclass = type.getSuperclass();
		boolean counts = superclass != null && superclass != Object.class && superclass != Record.class;
		return counts ? " extends " + use(type.getGenericSuperclass()) : "";
	}

	private String permitted(Class<?> type) {
		Class<?>[] permitted = type.getPermittedSubclasses();
		return (permitted != null) ? " permits " + Arrays.stream(permitted).map(this::use).sorted().toList() : "";
	}

	private String uses(Type[] types) {
		return Arrays.stream(types).map(this::use).collect(Collectors.joining(","));
	}

	private static boolean travels(Field field) {
		int modifiers = field.getModifiers();
		return !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !field.isSynthetic();
	}

	private static boolean isJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

}
