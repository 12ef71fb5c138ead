package io.blueprintfaas.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The requests that a client of the SDK was asked to send.
 */
final class RequestLog implements ExecutionInterceptor {

	private final List<String> names = new CopyOnWriteArrayList<>();

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		this.names.add(context.request().getClass().getSimpleName().replace("Request", ""));
	}

	// Names of the operations since the last time, in their order.
	List<String> take() {
		List<String> taken = List.copyOf(this.names);
		this.names.clear();
		return taken;
	}

}
