package io.blueprintfaas.gcp;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.GenerateUploadUrlRequest;
import com.google.cloud.functions.v2.GenerateUploadUrlResponse;
import com.google.cloud.functions.v2.StorageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.HttpRequestBody;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Uploads packages to addresses that Cloud Functions hands out. Such an address is signed
 * for one request without credentials: a further one would make it invalid.
 */
final class GcpUpload {

	private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

	private final HttpFunctionClient client;

	private final GcpDeploymentFailures failures;

	GcpUpload(HttpFunctionClient client, GcpDeploymentFailures failures) {
		this.client = client;
		this.failures = failures;
	}

	Mono<StorageSource> run(GcpControlPlane plane, GcpRollout rollout) {
		return plane
			.ask(GcpStep.PREPARING, FunctionServiceClient::generateUploadUrlCallable,
					GenerateUploadUrlRequest.newBuilder()
						.setParent(plane.function().parent())
						.setEnvironment(Environment.GEN_2)
						.build())
			.flatMap((place) -> put(plane, rollout, place).thenReturn(place.getStorageSource()));
	}

	private Mono<HttpFunctionAnswer> put(GcpControlPlane plane, GcpRollout rollout, GenerateUploadUrlResponse place) {
		rollout.progress()
			.step("%s: %s".formatted(GcpStep.UPLOADING.text(), ReadableSize.of(rollout.functionPackage().size())));
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(ZIP);
		HttpFunctionRequest request = new HttpFunctionRequest(HttpMethod.PUT, URI.create(place.getUploadUrl()), headers,
				new HttpRequestBody.File(rollout.functionPackage().file()), plane.left());
		return this.client.exchange(request)
			.onErrorMap(HttpExchangeException.class,
					(ex) -> this.failures.of(GcpStep.UPLOADING, String.valueOf(ex.getMessage()), ex))
			.doOnNext(this::check);
	}

	private void check(HttpFunctionAnswer answer) {
		if (!answer.isSuccessful()) {
			String said = HttpFailures.describe(answer, new String(answer.body(), StandardCharsets.UTF_8));
			throw this.failures.of(GcpStep.UPLOADING,
					"the upload was refused: %s; deploy again for a new address, or name a bucket of your own in blueprint.faas.gcp.bucket"
						.formatted(said));
		}
	}

}
