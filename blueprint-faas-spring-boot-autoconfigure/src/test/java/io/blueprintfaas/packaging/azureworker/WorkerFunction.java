package io.blueprintfaas.packaging.azureworker;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * A function as its description names it.
 *
 * @param type the class
 * @param method the method
 * @param trigger name of the binding of its trigger
 * @param injector makes instances of the class
 * @param classLoader the loader of all functions
 */
record WorkerFunction(Class<?> type, Method method, String trigger, FunctionInstanceInjector injector,
		ClassLoader classLoader) {

	static WorkerFunction load(File description, WorkerClassLoader classLoader) throws Exception {
		String json = Files.readString(description.toPath());
		classLoader.add(new File(description.getParentFile(), value(json, "scriptFile")).getCanonicalFile());
		ClassLoader loader = classLoader.get();
		FunctionInstanceInjector injector = classLoader.injector();
		String entryPoint = value(json, "entryPoint");
		int dot = entryPoint.lastIndexOf('.');
		Class<?> type = Class.forName(entryPoint.substring(0, dot), false, loader);
		List<Method> methods = Arrays.stream(type.getMethods())
			.filter((method) -> method.getDeclaringClass() == type
					&& method.getName().equals(entryPoint.substring(dot + 1)))
			.toList();
		if (methods.size() != 1) {
			throw new UnsupportedOperationException("Found " + methods);
		}
		return new WorkerFunction(type, methods.get(0), value(json, "name"), injector, loader);
	}

	private static String value(String json, String key) {
		Matcher matcher = Pattern.compile('"' + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
		if (!matcher.find()) {
			throw new IllegalArgumentException("No " + key + " in " + json);
		}
		return matcher.group(1);
	}

	HttpResponseMessage call(HttpExchange exchange) throws Throwable {
		Thread.currentThread().setContextClassLoader(this.classLoader);
		try {
			Object[] arguments = arguments(exchange);
			return (HttpResponseMessage) this.method.invoke(this.injector.getInstance(this.type), arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
		finally {
			Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
		}
	}

	private Object[] arguments(HttpExchange exchange) throws Exception {
		List<Object> arguments = new ArrayList<>();
		for (Parameter parameter : this.method.getParameters()) {
			String name = binding(parameter);
			if (name != null && name.equals(this.trigger)) {
				arguments.add(WorkerRequest.of(exchange, parameter.getParameterizedType()));
			}
			else if (name == null && parameter.getType() == ExecutionContext.class) {
				arguments.add(WorkerContext.of(this.type.getSimpleName()));
			}
			else {
				throw new IOException("Cannot find matched parameter name of " + parameter);
			}
		}
		return arguments.toArray();
	}

	// Whatever annotation there is, by its name in text as the worker does it
	private static @Nullable String binding(Parameter parameter) throws Exception {
		for (Annotation annotation : parameter.getAnnotations()) {
			if (annotation.toString().contains("com.microsoft.azure.functions.annotation")) {
				return (String) annotation.annotationType().getMethod("name").invoke(annotation);
			}
		}
		return null;
	}

}
