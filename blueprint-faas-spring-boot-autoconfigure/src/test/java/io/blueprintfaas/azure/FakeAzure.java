package io.blueprintfaas.azure;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerUtils.InternalRuntimeContext;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;

/**
 * Azure on loopback: the resource manager, the deployment hosts of apps, and the apps.
 * Clients use the real addresses, and what they send is led here. It complains of
 * requests that Azure would not take, when it is closed.
 */
final class FakeAzure implements AutoCloseable {

	static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000abcd";

	static final String TENANT = "00000000-0000-0000-0000-000000000001";

	static final String TOKEN = "token-of-the-credential";

	final FakeTroubles troubles = new FakeTroubles();

	final FakeResources resources = new FakeResources();

	final FakeFunctionHost functions = new FakeFunctionHost(this.resources, this.troubles);

	private final FakeSchema schema = new FakeSchema(this.resources);

	private final FakeResourceManager manager = new FakeResourceManager(this.resources, this.troubles, this.schema);

	private final FakeDeploymentHost deployments = new FakeDeploymentHost(this.resources, this.troubles, this.schema);

	/** Scopes of the tokens that were asked for. */
	final Set<String> scopes = new ConcurrentSkipListSet<>();

	private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();

	private final StubServer server = StubServer.start();

	FakeAzure() {
		// Nobody waits half a minute for each look at an operation
		InternalRuntimeContext.setDelayProvider((duration) -> Duration.ofMillis(5));
		this.server.answerLater(this::answer);
	}

	// An address on loopback.
	URI uri() {
		return this.server.uri();
	}

	// Labels of the requests since the last time, in their order.
	List<String> take() {
		List<String> taken = this.requests.stream().map(FakeRequest::label).toList();
		this.requests.clear();
		return taken;
	}

	List<FakeRequest> requests() {
		return this.requests;
	}

	// The last request with such a label.
	FakeRequest last(String label) {
		List<FakeRequest> found = this.requests.stream().filter((each) -> each.label().equals(label)).toList();
		return found.get(found.size() - 1);
	}

	FakeSite site(String name) {
		return this.resources.sites.get(name);
	}

	// From now on other keys are the right ones.
	void rotateKeys() {
		this.resources.sites.values().forEach((site) -> site.keyGeneration++);
	}

	TokenCredential credential() {
		return (context) -> {
			this.scopes.addAll(context.getScopes());
			return Mono.just(new AccessToken(TOKEN, OffsetDateTime.now().plusHours(1)));
		};
	}

	AzureProfile profile() {
		return new AzureProfile(TENANT, SUBSCRIPTION, AzureEnvironment.AZURE);
	}

	// A client of Azure's libraries that leads all requests here.
	HttpClient httpClient() {
		HttpClient client = HttpClient.createDefault();
		return (request) -> client.send(redirect(request)).map((answer) -> new FakeResponse(request, answer));
	}

	// The same for Spring's client.
	ExchangeFilterFunction filter() {
		return (request,
				next) -> next.exchange(ClientRequest.from(request)
					.url(local(request.url()))
					.header(FakeRequest.HOST, request.url().getHost())
					.build());
	}

	AppServiceManager manager() {
		return AppServiceManager.configure()
			.withHttpClient(httpClient())
			.withRetryPolicy(new AzureRetryPolicy(Duration.ofMillis(10)))
			.authenticate(credential(), profile());
	}

	AzureManagement management() {
		AppServiceManager manager = manager();
		return new AzureManagement() {

			@Override
			public Mono<AppServiceManager> appService() {
				return Mono.just(manager);
			}

			@Override
			public TokenCredential credential() {
				return FakeAzure.this.credential();
			}

		};
	}

	@Override
	public void close() {
		this.server.close();
		List<String> complaints = new ArrayList<>(this.schema.complaints());
		if (!complaints.isEmpty()) {
			throw new AssertionError("Azure would not take:\n" + String.join("\n", complaints));
		}
	}

	private Mono<StubAnswer> answer(StubRequest received) {
		FakeRequest request = FakeRequest.of(received);
		this.requests.add(request);
		StubAnswer refusal;
		synchronized (this) {
			refusal = this.troubles.refusal(request);
		}
		if (refusal != null) {
			return Mono.just(refusal);
		}
		if (request.host().startsWith("management.") || request.host().contains(".scm.")) {
			return Mono.fromSupplier(() -> manage(request));
		}
		return this.functions.answer(request);
	}

	private synchronized StubAnswer manage(FakeRequest request) {
		if (!("Bearer " + TOKEN).equals(request.header("Authorization"))) {
			return FakeJson.error(401, "AuthenticationFailed", "Authentication failed");
		}
		return request.host().contains(".scm.") ? this.deployments.answer(request) : this.manager.answer(request);
	}

	private HttpRequest redirect(HttpRequest request) {
		try {
			HttpRequest copy = request.copy();
			URL url = request.getUrl();
			copy.setUrl(local(URI.create(url.toString())).toURL());
			copy.setHeader(HttpHeaderName.fromString(FakeRequest.HOST), url.getHost());
			return copy;
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private URI local(URI address) {
		if (!"https".equals(address.getScheme())) {
			throw new IllegalArgumentException("not encrypted: " + address);
		}
		String text = address.toString();
		return URI.create(uri() + text.substring(text.indexOf('/', "https://".length())));
	}

}
