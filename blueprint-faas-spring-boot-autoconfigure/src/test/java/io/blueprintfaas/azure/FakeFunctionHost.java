package io.blueprintfaas.azure;

import java.util.List;
import java.util.Locale;

import reactor.core.publisher.Mono;

import io.blueprintfaas.http.StubAnswer;

/**
 * The apps of {@link FakeAzure}: checks keys, and has functions answer by a rule of the
 * test.
 */
final class FakeFunctionHost {

	private final FakeResources resources;

	private final FakeTroubles troubles;

	/** Answers for functions that are there and whose key is right. */
	volatile Rule rule = (site, function, request) -> Mono.just(StubAnswer.json(200,
			"{\"job_id\":%d,\"result\":\"\",\"success\":true}".formatted(request.json().path("job_id").asLong(-1))));

	FakeFunctionHost(FakeResources resources, FakeTroubles troubles) {
		this.resources = resources;
		this.troubles = troubles;
	}

	Mono<StubAnswer> answer(FakeRequest request) {
		FakeSite site = this.resources.siteByHost(request.host());
		if (site == null) {
			return Mono.just(StubAnswer.empty(404));
		}
		FakeFunction function;
		synchronized (site) {
			if (site.coldRequests > 0) {
				site.coldRequests--;
				return Mono.just(StubAnswer.empty(this.troubles.coldStatus));
			}
			function = find(site, request.path());
		}
		String key = request.header("x-functions-key");
		if (function == null || (site.isDisabled(function.name()) && !site.masterKey().equals(key))) {
			return Mono.just(StubAnswer.empty(404));
		}
		List<String> keys = List.of(site.key(function.name()), site.hostKey(), site.masterKey());
		if (!function.isAnonymous() && !keys.contains(String.valueOf(key))) {
			return Mono.just(StubAnswer.empty(401));
		}
		return this.rule.answer(site, function, request);
	}

	private static FakeFunction find(FakeSite site, String path) {
		return site.functions.stream()
			.filter((each) -> path.toLowerCase(Locale.ROOT).equals("/api/" + each.route().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * How functions answer.
	 */
	interface Rule {

		/**
		 * Answers a request.
		 * @param site the app, with the package that runs and its settings
		 * @param function the function that was called
		 * @param request the request
		 * @return the answer
		 */
		Mono<StubAnswer> answer(FakeSite site, FakeFunction function, FakeRequest request);

	}

}
