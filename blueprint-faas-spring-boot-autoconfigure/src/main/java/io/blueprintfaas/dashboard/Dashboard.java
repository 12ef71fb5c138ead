package io.blueprintfaas.dashboard;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The page, its files and its data, for whichever web server the application has.
 */
final class Dashboard {

	private final DashboardProperties properties;

	private final DashboardApi api;

	private final DashboardFiles files;

	private final @Nullable String application;

	private final DashboardAnswers answers = new DashboardAnswers();

	Dashboard(DashboardProperties properties, DashboardApi api, DashboardFiles files, @Nullable String application) {
		this.properties = properties;
		this.api = api;
		this.files = files;
		this.application = application;
	}

	List<DashboardRoute> routes() {
		return List.of(get("", this::redirect), get("/", (request) -> file(request, DashboardFiles.PAGE)),
				get("/{file}", (request) -> file(request, request.path().apply("file"))),
				get("/api/settings", guarded(this::settings)),
				get("/api/jobs", guarded((request) -> blocking(this.api::jobs))),
				get("/api/health", guarded((request) -> this.api.health().collectList())),
				get("/api/jobs/{job}", guarded((request) -> blocking(() -> this.api.job(request.path().apply("job"))))),
				get("/api/jobs/{job}/deployments",
						guarded((request) -> this.api.deployments(request.path().apply("job")))),
				new DashboardRoute(HttpMethod.POST, this.properties.path() + "/api/jobs/{job}",
						(request) -> answer(blocking(() -> this.api.operate(request)))));
	}

	private DashboardRoute get(String pattern, Function<DashboardRequest, Mono<DashboardAnswer>> handler) {
		return new DashboardRoute(HttpMethod.GET, this.properties.path() + pattern, handler);
	}

	// Addresses in the page are relative to its folder, whatever comes before it.
	private Mono<DashboardAnswer> redirect(DashboardRequest request) {
		String path = this.properties.path();
		HttpHeaders headers = new HttpHeaders();
		headers.setLocation(URI.create(path.substring(path.lastIndexOf('/') + 1) + "/"));
		return Mono.just(new DashboardAnswer(HttpStatus.FOUND, headers, new byte[0]));
	}

	private Mono<DashboardAnswer> file(DashboardRequest request, String name) {
		return Mono.fromCallable(() -> {
			DashboardFile file = this.files.find(name);
			return (file != null) ? file.answer(request.headers())
					: this.answers.error(HttpStatus.NOT_FOUND, "There is no file '%s'".formatted(name));
		}).subscribeOn(Schedulers.boundedElastic()).onErrorResume((ex) -> Mono.just(this.answers.of(ex)));
	}

	private Mono<PageSettings> settings(DashboardRequest request) {
		Mono<Optional<CsrfHeader>> csrf = this.properties.operations()
				? request.csrf().map(Optional::of).defaultIfEmpty(Optional.empty()) : Mono.just(Optional.empty());
		return csrf
			.map((header) -> new PageSettings(this.application, Dashboard.class.getPackage().getImplementationVersion(),
					this.properties.operations(), this.files.hasChartLibrary() ? DashboardFiles.CHART_LIBRARY : null,
					DashboardFiles.CHART_DEPENDENCY, header.orElse(null)));
	}

	private Function<DashboardRequest, Mono<DashboardAnswer>> guarded(
			Function<DashboardRequest, Mono<? extends Object>> handler) {
		return (request) -> {
			String refusal = RequestOrigin.refusalOfReading(request);
			return (refusal != null) ? Mono.just(this.answers.error(HttpStatus.FORBIDDEN, refusal))
					: answer(handler.apply(request));
		};
	}

	private Mono<DashboardAnswer> answer(Mono<? extends Object> value) {
		return value.map(this.answers::of).onErrorResume((ex) -> Mono.just(this.answers.of(ex)));
	}

	private static <T> Mono<T> blocking(Callable<T> value) {
		return Mono.fromCallable(value).subscribeOn(Schedulers.boundedElastic());
	}

}
