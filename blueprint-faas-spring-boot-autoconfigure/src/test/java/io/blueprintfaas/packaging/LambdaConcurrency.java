package io.blueprintfaas.packaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.LambdaRuntimeApi.Report;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two calls that only end if both run at the same time.
 */
final class LambdaConcurrency {

	private LambdaConcurrency() {
	}

	static void check(LambdaRuntimeApi api, LambdaProcess function) throws Exception {
		CompletableFuture<Report> one = api.invoke(LambdaPackages.request(5, "[\"one\"]"));
		CompletableFuture<Report> two = api.invoke(LambdaPackages.request(5, "[\"two\"]"));
		assertThat(LambdaPackages.response(one.get(60, TimeUnit.SECONDS)).result()).as(function::log)
			.asString()
			.isEqualTo("\"one\"");
		assertThat(LambdaPackages.response(two.get(60, TimeUnit.SECONDS)).result()).as(function::log)
			.asString()
			.isEqualTo("\"two\"");
	}

}
