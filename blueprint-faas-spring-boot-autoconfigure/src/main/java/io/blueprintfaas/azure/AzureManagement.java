package io.blueprintfaas.azure;

import com.azure.resourcemanager.appservice.AppServiceManager;
import reactor.core.publisher.Mono;

/**
 * The management clients of Azure, made at their first use, so that an application starts
 * without credentials and network.
 */
interface AzureManagement {

	/**
	 * The client for function apps and what they need.
	 * @return the client, or an error that says what is missing
	 */
	Mono<AppServiceManager> appService();

}
