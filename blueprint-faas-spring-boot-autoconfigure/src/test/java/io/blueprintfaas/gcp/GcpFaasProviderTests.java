package io.blueprintfaas.gcp;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.GcpLayout;
import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lifecycles as the provider makes them.
 */
class GcpFaasProviderTests extends GcpLifecycleTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	private final GcpFaasProvider provider = provider();

	@AfterEach
	void closeProvider() {
		this.provider.destroy();
	}

	@Test
	void refusesAtStartWhatCannotBeDeployed() {
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> this.provider.createExecutor(GcpJobs.job().key("cpu", "3").definition()))
			.withMessageContaining("'blueprint.faas.jobs.square.cpu' to '3'");
	}

	@Test
	void touchesNothingBeforeItIsUsed() {
		this.provider.createLifecycle(GcpJobs.job().definition());
		assertThat(this.functions.take()).isEmpty();
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void uploadsWithoutWhatTheApplicationAddsToItsRequests() {
		this.beans.addBean("functions", this.functions.client());
		this.functions.looks = 0;
		FaasLifecycle lifecycle = this.provider.createLifecycle(GcpJobs.job().definition());
		assertThat(lifecycle.deploy(TestZips.of(this.folder, 1), GcpJobs.job().settings(), this.steps::add)
			.block()
			.changed()).isTrue();
		assertThat(this.asked).hasValue(0);
	}

	private GcpFaasProvider provider() {
		StaticListableBeanFactory credentials = new StaticListableBeanFactory();
		credentials.addBean("credentials", NoCredentialsProvider.create());
		return new GcpFaasProvider(GcpJobs.job().properties(),
				new GcpClients(this.beans.getBeanProvider(FunctionServiceClient.class),
						this.beans.getBeanProvider(GcpProjectIdProvider.class)),
				new GcpCredentials(credentials.getBeanProvider(CredentialsProvider.class)), () -> {
					this.asked.incrementAndGet();
					return WebClient.builder().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer mine");
				}, null, this.beans.getBeanProvider(GcpLayout.class), Clock.systemUTC());
	}

}
