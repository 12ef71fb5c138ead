package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes the files from which the host of Azure Functions knows an app and its functions.
 */
final class AzureHostFiles {

	/** Calls are recorded one by one; what is logged is not sampled away with them. */
	private static final String HOST = """
			{
			  "version": "2.0",
			  "functionTimeout": "%s",
			  "extensions": { "http": { "routePrefix": "api" } },
			  "logging": {
			    "logLevel": { "default": "Information" },
			    "applicationInsights": { "samplingSettings": { "isEnabled": true, "excludedTypes": "Request;Exception" } }
			  }%s
			}
			""";

	private static final String FUNCTION = """
			{
			%s  "bindings": [
			    {
			      "type": "httpTrigger", "direction": "in", "name": "request",
			      "authLevel": "%s", "methods": ["post"], "route": "%s"
			    },
			    { "type": "http", "direction": "out", "name": "$return" }
			  ]
			}
			""";

	private final AzureFunctionApp app;

	private final PackageWriter writer;

	AzureHostFiles(AzureFunctionApp app, PackageWriter writer) {
		this.app = app;
		this.writer = writer;
	}

	// For functions that Azure loads by an entry point in a jar.
	void writeForWorker(String scriptFile, String entryPoint) throws IOException {
		write("host.json", HOST.formatted(timeout(this.app.timeout()), ""));
		functions("  \"scriptFile\": \"%s\",\n  \"entryPoint\": \"%s\",\n".formatted(scriptFile, entryPoint));
	}

	// For functions that a process answers, to which requests are forwarded as they are.
	void writeForProcess(String executable) throws IOException {
		write("host.json", HOST.formatted(timeout(this.app.timeout()), """
				,
				  "customHandler": {
				    "description": { "defaultExecutablePath": "%s", "workingDirectory": "", "arguments": [] },
				    "enableForwardingHttpRequest": true
				  }""".formatted(executable)));
		functions("");
	}

	private void functions(String implementation) throws IOException {
		for (AzureFunctionEntry function : this.app.functions()) {
			write(function.name() + "/function.json",
					FUNCTION.formatted(implementation, function.authLevel().value(), function.name()));
		}
	}

	private void write(String name, String content) throws IOException {
		this.writer.add(name, content.getBytes(StandardCharsets.UTF_8), false);
	}

	// Days, if any, hours, minutes and seconds
	private static String timeout(Duration timeout) {
		String time = "%02d:%02d:%02d".formatted(timeout.toHoursPart(), timeout.toMinutesPart(),
				timeout.toSecondsPart());
		return (timeout.toDays() > 0) ? timeout.toDays() + "." + time : time;
	}

}
