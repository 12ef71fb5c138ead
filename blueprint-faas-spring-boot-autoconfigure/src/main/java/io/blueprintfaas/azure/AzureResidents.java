package io.blueprintfaas.azure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * The functions that live in one app, as configuration knows them.
 *
 * @param function the function of the job
 * @param jobs name of the job of each function of the app, by the function's name
 */
record AzureResidents(String function, Map<String, String> jobs) {

	static AzureResidents of(FaasJobDefinition job, AzureFaasProperties properties, List<FaasJobDefinition> jobs) {
		Map<String, String> names = new LinkedHashMap<>();
		jobs.forEach((other) -> names.put(AzureFunction.of(other, properties).name(), other.key().name()));
		String function = AzureFunction.of(job, properties).name();
		names.put(function, job.key().name());
		return new AzureResidents(function, names);
	}

}
