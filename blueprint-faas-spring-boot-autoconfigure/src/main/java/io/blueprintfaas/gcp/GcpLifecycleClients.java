package io.blueprintfaas.gcp;

import com.google.cloud.functions.v2.FunctionServiceClient;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpFunctionClient;

/**
 * What lifecycles of all jobs share.
 *
 * @param functions client of Cloud Functions, made when it is first needed
 * @param project knows the project of functions
 * @param http client for uploads, which adds no credential
 * @param bucket bucket of the user's, or {@code null} if its library is absent
 */
record GcpLifecycleClients(Mono<FunctionServiceClient> functions, Project project, HttpFunctionClient http,
		@Nullable GcpPackageBucket bucket) {

	static GcpLifecycleClients of(GcpClients clients, HttpFunctionClient http, @Nullable GcpPackageBucket bucket) {
		return new GcpLifecycleClients(clients.functions(), clients::inProject, http, bucket);
	}

	/**
	 * Knows in which project functions are.
	 */
	@FunctionalInterface
	interface Project {

		/**
		 * The function with its project.
		 * @param function the function
		 * @return the same, with a project
		 */
		Mono<GcpFunction> of(GcpFunction function);

	}

}
