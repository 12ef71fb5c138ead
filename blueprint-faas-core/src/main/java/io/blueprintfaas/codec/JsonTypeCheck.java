package io.blueprintfaas.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;

/**
 * Goes through a type and all that it holds, and refuses what Jackson could not build
 * again on the other side.
 */
final class JsonTypeCheck {

	private final DeserializationContext context;

	private final String position;

	private final Set<JavaType> seen = new HashSet<>();

	JsonTypeCheck(DeserializationContext context, String position) {
		this.context = context;
		this.position = position;
	}

	void check(Type type) {
		check(this.context.getTypeFactory().constructType(type), "");
	}

	private void check(@Nullable JavaType type, String path) {
		if (type == null || type.isPrimitive() || !this.seen.add(type)) {
			return;
		}
		String reason = ForbiddenTypes.reason(type.getRawClass());
		if (reason != null) {
			throw refused(type, path, reason, null);
		}
		check(type.getKeyType(), path);
		check(type.getContentType(), path);
		if (!isPolymorphic(type, path)) {
			checkDeserializer(type, path);
		}
	}

	private void checkDeserializer(JavaType type, String path) {
		ValueDeserializer<?> deserializer = deserializer(type, path);
		if (deserializer instanceof AbstractDeserializer) {
			throw refused(type, path, "has no subtype to build; use a concrete type, or annotate it with @JsonTypeInfo",
					null);
		}
		if (deserializer instanceof BeanDeserializerBase bean) {
			checkBean(bean, type, path);
		}
	}

	private void checkBean(BeanDeserializerBase bean, JavaType type, String path) {
		if (!bean.getValueInstantiator().canInstantiate()) {
			throw refused(type, path, "has no constructor that Jackson can call; make it a record, or give it a "
					+ "constructor without parameters or one marked @JsonCreator", null);
		}
		Iterator<SettableBeanProperty> properties = bean.properties();
		if (!properties.hasNext() && bean.getValueInstantiator().canCreateUsingDefault() && hasState(type)) {
			throw refused(type, path, "has fields but no property that Jackson sees, so they would be lost; make it a "
					+ "record, or give it getters and setters", null);
		}
		while (properties.hasNext()) {
			SettableBeanProperty property = properties.next();
			if (!property.hasValueTypeDeserializer() && property.getAnnotation(JsonDeserialize.class) == null) {
				check(property.getType(), path + "." + property.getName());
			}
		}
	}

	private boolean isPolymorphic(JavaType type, String path) {
		try {
			return this.context.findTypeDeserializer(type) != null;
		}
		catch (DatabindException ex) {
			throw unreadable(type, path, ex);
		}
	}

	private ValueDeserializer<?> deserializer(JavaType type, String path) {
		try {
			return this.context.findRootValueDeserializer(type);
		}
		catch (DatabindException ex) {
			throw unreadable(type, path, ex);
		}
	}

	private PayloadCodecException unreadable(JavaType type, String path, DatabindException ex) {
		return refused(type, path, "cannot be read by Jackson: " + ex.getOriginalMessage(), ex);
	}

	private PayloadCodecException refused(JavaType type, String path, String reason, @Nullable Throwable cause) {
		String within = path.isEmpty() ? "" : ", property '%s'".formatted(path.substring(1));
		return new PayloadCodecException(
				"JSON cannot carry %s%s: %s %s".formatted(this.position, within, type.toCanonical(), reason), cause);
	}

	private static boolean hasState(JavaType type) {
		for (Class<?> level = type.getRawClass(); level != null; level = level.getSuperclass()) {
			for (Field field : level.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
					return true;
				}
			}
		}
		return false;
	}

}
