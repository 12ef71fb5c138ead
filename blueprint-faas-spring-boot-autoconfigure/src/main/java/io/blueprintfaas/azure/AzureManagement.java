package io.blueprintfaas.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.resourcemanager.appservice.AppServiceManager;
import reactor.core.publisher.Mono;

import io.blueprintfaas.provider.CallPreparationException;

/**
 * The management clients of Azure, made at their first use, so that an application starts
 * without credentials and network.
 */
interface AzureManagement {

	/**
	 * The client for function apps and what they need: its {@code resourceManager()},
	 * {@code storageManager()} and {@code httpPipeline()}, which adds tokens for Azure's
	 * management and for the deployment hosts of apps, are those to use. It knows the
	 * subscription. What reads is sent again when Azure asks to wait or does not answer,
	 * as are {@code PUT} and {@code DELETE}; no other request is.
	 * @return the client, or {@link CallPreparationException} that says what is missing;
	 * the caller goes on on a thread that may block
	 */
	Mono<AppServiceManager> appService();

	/**
	 * The credential of the application, looked for when a token is asked for. Its errors
	 * are {@link CallPreparationException}.
	 * @return the credential
	 */
	TokenCredential credential();

	/**
	 * An app with its subscription and its name.
	 * @param app the app
	 * @return the same with both, or {@link CallPreparationException} that says what is
	 * missing
	 */
	default Mono<AzureApp> named(AzureApp app) {
		return (app.subscription() != null) ? Mono.just(app.named(app.subscription()))
				: appService().map((manager) -> app.named(manager.subscriptionId()));
	}

}
