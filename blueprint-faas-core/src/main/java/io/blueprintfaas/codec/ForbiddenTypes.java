package io.blueprintfaas.codec;

import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.nio.channels.Channel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.ClassUtils;

/**
 * Types that Jackson might take but that mean nothing in another process.
 */
final class ForbiddenTypes {

	private static final String STREAM = "is a stream of this process; use byte[] or String";

	private static final String FILE = "names a file on this machine's disk; use the content as byte[]";

	private static final String PROCESS = "belongs to this process; leave it out, the function has its own";

	private static final String LATER = "is values still to come; use the value, or a List of them";

	private static final String CLASS = "is part of a program; use its name as String";

	private static final String CODE = "is code, which does not travel; use the data it works on";

	private static final String INNER = "is an inner class that needs its outer object; make it static or a record";

	private static final Map<Class<?>, String> REASONS = new LinkedHashMap<>();

	static {
		put(STREAM, InputStream.class, OutputStream.class, Reader.class, Writer.class, Channel.class,
				InputStreamSource.class);
		put(FILE, File.class, Path.class);
		put(PROCESS, Thread.class, ThreadGroup.class, ClassLoader.class, Executor.class, Lock.class);
		put(LATER, Publisher.class, CompletionStage.class, Future.class, Flow.Publisher.class, BaseStream.class,
				Iterator.class);
		put(CLASS, Type.class, AnnotatedElement.class);
	}

	private ForbiddenTypes() {
	}

	/**
	 * Why a type does not travel.
	 * @param type the type
	 * @return the reason and what to do, to be read after the type's name, or
	 * {@code null} if there is no objection
	 */
	static @Nullable String reason(Class<?> type) {
		for (Map.Entry<Class<?>, String> reason : REASONS.entrySet()) {
			if (reason.getKey().isAssignableFrom(type)) {
				return reason.getValue();
			}
		}
		if (isFunctional(type)) {
			return CODE;
		}
		return ClassUtils.isInnerClass(type) ? INNER : null;
	}

	private static boolean isFunctional(Class<?> type) {
		return type.isInterface() && type.isAnnotationPresent(FunctionalInterface.class);
	}

	private static void put(String reason, Class<?>... types) {
		for (Class<?> type : types) {
			REASONS.put(type, reason);
		}
	}

}
