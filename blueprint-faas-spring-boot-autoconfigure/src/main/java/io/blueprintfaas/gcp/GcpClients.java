package io.blueprintfaas.gcp;

import java.util.concurrent.Callable;

import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * What all jobs share of Google Cloud: the client of Cloud Functions, the application's
 * own bean if it has one, and the project. Both are made or found when the first call or
 * operation needs them, so that an application without credentials and network starts.
 */
final class GcpClients {

	private final ObjectProvider<FunctionServiceClient> functions;

	private final ObjectProvider<GcpProjectIdProvider> projectIds;

	private volatile @Nullable String projectId;

	GcpClients(ObjectProvider<FunctionServiceClient> functions, ObjectProvider<GcpProjectIdProvider> projectIds) {
		this.functions = functions;
		this.projectIds = projectIds;
	}

	// The client, or CallPreparationException. Making it looks for credentials, which may
	// block, so that it always comes on a thread that may.
	Mono<FunctionServiceClient> functions() {
		return blocking(this::client);
	}

	// The function with its project, or CallPreparationException if that is not known.
	Mono<GcpFunction> inProject(GcpFunction function) {
		return (function.project() != null) ? Mono.just(function) : blocking(() -> function.in(project()));
	}

	private FunctionServiceClient client() {
		try {
			return this.functions.getObject();
		}
		catch (RuntimeException | LinkageError ex) {
			throw GcpFailures.ofClient(ex);
		}
	}

	private String project() {
		String id = this.projectId;
		if (id == null) {
			id = findProject();
			this.projectId = id;
		}
		return id;
	}

	private String findProject() {
		try {
			GcpProjectIdProvider provider = this.projectIds.getIfAvailable();
			String id = (provider != null) ? provider.getProjectId() : null;
			if (id != null && !id.isBlank()) {
				return id;
			}
		}
		catch (RuntimeException ex) {
			throw noProject(HttpFailures.shorten(String.valueOf(ex.getMessage())), ex);
		}
		throw noProject("neither the credentials nor the environment name one", null);
	}

	private static CallPreparationException noProject(String why, @Nullable RuntimeException cause) {
		return new CallPreparationException(Reason.ACCESS_DENIED,
				"the project of the function is not known (%s); set 'blueprint.faas.gcp.project-id' or 'spring.cloud.gcp.project-id', or the environment variable GOOGLE_CLOUD_PROJECT"
					.formatted(why),
				cause);
	}

	private static <T> Mono<T> blocking(Callable<T> source) {
		return Mono.fromCallable(source).subscribeOn(Schedulers.boundedElastic());
	}

}
