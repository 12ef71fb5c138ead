package io.blueprintfaas.function;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionCallInterceptor;
import io.blueprintfaas.runtime.FunctionHandler;
import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * Hands the application's handlers to whoever started it, when it is ready for calls.
 */
final class FunctionPublisher implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private final FaasJobHandlers handlers;

	private final FunctionCallInterceptor interceptor;

	private final ApplicationContext context;

	private @Nullable FunctionRuntime runtime;

	FunctionPublisher(FaasJobHandlers handlers, FunctionCallInterceptor interceptor, ApplicationContext context) {
		this.handlers = handlers;
		this.interceptor = interceptor;
		this.context = context;
	}

	// Events of child contexts come here too
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		List<FunctionHandler> all = this.handlers.all().stream().map(FunctionPublisher::handler).toList();
		FunctionRuntime published = new FunctionRuntime(all, this.interceptor);
		this.runtime = published;
		FunctionApplication.publish(published);
	}

	private static FunctionHandler handler(FaasJobHandler handler) {
		return new FunctionHandler(handler.key(), handler.signature(), handler.codec(), handler::invokeLocally);
	}

	@Override
	public void destroy() {
		if (this.runtime != null) {
			this.runtime.close();
		}
	}

}
