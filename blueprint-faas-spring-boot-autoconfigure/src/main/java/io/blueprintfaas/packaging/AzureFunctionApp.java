package io.blueprintfaas.packaging;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * What a package for Azure Functions says of its app.
 *
 * @param functions the functions of the app, sorted by name
 * @param timeout after which the host gives a call up, and ends the process that runs it:
 * at least a second, of which fractions do not count
 */
record AzureFunctionApp(List<AzureFunctionEntry> functions, Duration timeout) {

	AzureFunctionApp {
		Assert.isTrue(!functions.isEmpty(), "An app of Azure Functions must have a function");
		Assert.isTrue(timeout.toSeconds() >= 1,
				() -> "The timeout of an app of Azure Functions must be at least 1s, but is " + timeout);
		Set<String> folders = new HashSet<>();
		for (AzureFunctionEntry function : functions) {
			Assert.isTrue(folders.add(function.folder()),
					() -> "An app of Azure Functions has two functions named '%s': give each job a name of its own"
						.formatted(function.name()));
		}
		functions = functions.stream().sorted(Comparator.comparing(AzureFunctionEntry::name)).toList();
	}

	static AzureFunctionApp of(Collection<AzureFunctionEntry> functions, Duration timeout) {
		return new AzureFunctionApp(List.copyOf(functions), timeout);
	}

}
