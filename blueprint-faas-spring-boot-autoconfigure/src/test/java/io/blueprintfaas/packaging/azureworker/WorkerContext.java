package io.blueprintfaas.packaging.azureworker;

import java.util.UUID;
import java.util.logging.Logger;

import com.microsoft.azure.functions.ExecutionContext;

/**
 * What a function is told of its call.
 *
 * @param name name of the function
 * @param id id of the call
 */
record WorkerContext(String name, String id) implements ExecutionContext {

	static WorkerContext of(String name) {
		return new WorkerContext(name, UUID.randomUUID().toString());
	}

	@Override
	public Logger getLogger() {
		return Logger.getAnonymousLogger();
	}

	@Override
	public String getInvocationId() {
		return this.id;
	}

	@Override
	public String getFunctionName() {
		return this.name;
	}

}
