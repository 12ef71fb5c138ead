package io.blueprintfaas.invocation;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;

import io.blueprintfaas.FaasFunctionException;

/**
 * Gives a caller the exception that the handler threw, as if it had run locally: only
 * types that the handler declares, and common ones of the JDK. No other class that the
 * remote side names is ever instantiated.
 */
final class RemoteExceptions {

	private static final List<Class<? extends Throwable>> COMMON = List.of(ArithmeticException.class,
			ArrayIndexOutOfBoundsException.class, ClassCastException.class, ConcurrentModificationException.class,
			DateTimeException.class, IllegalArgumentException.class, IllegalStateException.class,
			IndexOutOfBoundsException.class, NegativeArraySizeException.class, NoSuchElementException.class,
			NullPointerException.class, NumberFormatException.class, SecurityException.class,
			StringIndexOutOfBoundsException.class, UnsupportedOperationException.class);

	private RemoteExceptions() {
	}

	/**
	 * What to throw for a failure of the function.
	 * @param failure the failure
	 * @param handler the handler that ran remotely
	 * @return an exception of the remote type with the failure as its cause, or the
	 * failure itself
	 */
	static Throwable rebuild(FaasFunctionException failure, Method handler) {
		String remoteType = failure.getRemoteType();
		if (remoteType == null) {
			return failure;
		}
		Throwable same = Stream.concat(Stream.of(handler.getExceptionTypes()), COMMON.stream())
			.filter((type) -> type.getName().equals(remoteType))
			.findFirst()
			.map((type) -> instantiate(type, failure.getRemoteMessage(), failure))
			.orElse(null);
		return (same != null) ? same : asDeclaredParent(remoteType, failure, handler);
	}

	// A caller that catches what the handler declares must catch its subclasses too, so
	// the declared class stands in for them.
	private static Throwable asDeclaredParent(String remoteType, FaasFunctionException failure, Method handler) {
		Class<?> type = loaded(remoteType, handler.getDeclaringClass().getClassLoader());
		for (Class<?> declared : handler.getExceptionTypes()) {
			if (type != null && declared.isAssignableFrom(type)) {
				Throwable parent = instantiate(declared, "%s: %s".formatted(remoteType, failure.getRemoteMessage()),
						failure);
				return (parent != null) ? parent : failure;
			}
		}
		return failure;
	}

	private static @Nullable Class<?> loaded(String name, @Nullable ClassLoader classLoader) {
		try {
			return Class.forName(name, false, classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private static @Nullable Throwable instantiate(Class<?> type, @Nullable String message, Throwable cause) {
		Object[][] candidates = { { message, cause }, { message }, {} };
		Class<?>[][] signatures = { { String.class, Throwable.class }, { String.class }, {} };
		for (int i = 0; i < signatures.length; i++) {
			Constructor<?> constructor = constructor(type, signatures[i]);
			if (constructor != null) {
				Throwable rebuilt = (Throwable) BeanUtils.instantiateClass(constructor, candidates[i]);
				return (rebuilt.getCause() != null) ? rebuilt : rebuilt.initCause(cause);
			}
		}
		return null;
	}

	private static @Nullable Constructor<?> constructor(Class<?> type, Class<?>[] signature) {
		try {
			return Modifier.isAbstract(type.getModifiers()) ? null : type.getDeclaredConstructor(signature);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

}
