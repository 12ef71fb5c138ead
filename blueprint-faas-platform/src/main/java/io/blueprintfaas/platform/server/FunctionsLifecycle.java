package io.blueprintfaas.platform.server;

import org.springframework.context.SmartLifecycle;

import io.blueprintfaas.platform.function.Functions;

/**
 * Closes the functions before the web server, so that calls that come meanwhile are told
 * to come back later.
 */
final class FunctionsLifecycle implements SmartLifecycle {

	private final Functions functions;

	private volatile boolean running;

	FunctionsLifecycle(Functions functions) {
		this.functions = functions;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.functions.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
