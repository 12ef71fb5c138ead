package io.blueprintfaas.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClientBuilder;

/**
 * Builds the client of AWS Lambda with an HTTP client of ours, unless a customizer sets
 * one: the SDK refuses two, and does not tell whether there is one.
 */
final class LambdaClientBuilder implements InvocationHandler {

	private final LambdaAsyncClientBuilder builder = LambdaAsyncClient.builder();

	private boolean hasHttpClient;

	private LambdaClientBuilder() {
	}

	static LambdaAsyncClient build(UnaryOperator<LambdaAsyncClientBuilder> configurer,
			SdkAsyncHttpClient.@Nullable Builder<?> httpClient) {
		LambdaClientBuilder watched = new LambdaClientBuilder();
		configurer.apply(watched.proxy());
		if (!watched.hasHttpClient && httpClient != null) {
			watched.builder.httpClientBuilder(httpClient);
		}
		return watched.builder.build();
	}

	private LambdaAsyncClientBuilder proxy() {
		return (LambdaAsyncClientBuilder) Proxy.newProxyInstance(LambdaAsyncClientBuilder.class.getClassLoader(),
				new Class<?>[] { LambdaAsyncClientBuilder.class }, this);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getName().startsWith("httpClient")) {
			this.hasHttpClient = true;
		}
		try {
			Object result = method.invoke(this.builder, arguments);
			return (result == this.builder) ? proxy : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
