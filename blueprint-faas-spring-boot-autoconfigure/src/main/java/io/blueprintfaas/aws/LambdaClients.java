package io.blueprintfaas.aws;

import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

/**
 * The client that all jobs share, the application's own bean if it has one. It is made
 * when the first call or operation needs it, so that an application without region and
 * network starts.
 */
final class LambdaClients {

	private final ObjectProvider<LambdaAsyncClient> lambda;

	LambdaClients(ObjectProvider<LambdaAsyncClient> lambda) {
		this.lambda = lambda;
	}

	// The client, on a thread that may block: making it looks up the region, and each
	// request looks up credentials, both perhaps at another service. Making it may fail,
	// with LambdaClientException.
	Mono<LambdaAsyncClient> lambda() {
		return Mono.defer(() -> {
			Mono<LambdaAsyncClient> client = Mono.fromCallable(this::get);
			return Schedulers.isInNonBlockingThread() ? client.subscribeOn(Schedulers.boundedElastic()) : client;
		});
	}

	private LambdaAsyncClient get() {
		try {
			return this.lambda.getObject();
		}
		catch (RuntimeException | LinkageError ex) {
			throw new LambdaClientException(ex);
		}
	}

}
