package io.blueprintfaas.azure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;

/**
 * One deployment: what is wanted, and whether anything had to be changed.
 *
 * @param configuration how the app is to be set up
 * @param residents the functions that are to live in it
 * @param functionPackage what it is to consist of
 * @param changed whether anything was changed so far
 */
record AzureRollout(AzureConfiguration configuration, AzureResidents residents, FunctionPackage functionPackage,
		AtomicBoolean changed) {

	AzureRollout(AzureConfiguration configuration, AzureResidents residents, FunctionPackage functionPackage) {
		this(configuration, residents, functionPackage, new AtomicBoolean());
	}

	// Azure has made a change.
	void done() {
		this.changed.set(true);
	}

	// Tells each step once, however often it is looked at.
	static FaasProgress once(FaasProgress progress) {
		Set<String> told = ConcurrentHashMap.newKeySet();
		return (step) -> {
			if (told.add(step)) {
				progress.step(step);
			}
		};
	}

}
