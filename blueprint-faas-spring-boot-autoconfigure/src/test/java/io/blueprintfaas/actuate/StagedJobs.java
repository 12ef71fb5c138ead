package io.blueprintfaas.actuate;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;

/**
 * The jobs of the applications that tests look at from outside.
 */
class StagedJobs {

	final AtomicInteger ranHere = new AtomicInteger();

	@FaasJob(id = 1)
	int thumbnail(byte[] image, int width) {
		this.ranHere.incrementAndGet();
		return 42;
	}

	@FaasJob(id = 2, name = "square", idempotent = true)
	Mono<Integer> square(int number) {
		return Mono.fromSupplier(() -> {
			this.ranHere.incrementAndGet();
			return number * number;
		});
	}

	@FaasJob(id = 3)
	int unmapped() {
		return 1;
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		StagedJobs jobs() {
			return new StagedJobs();
		}

		@Bean
		StagedFaasProvider local() {
			return new StagedFaasProvider("local");
		}

		@Bean
		StagedFaasProvider other() {
			return new StagedFaasProvider("other");
		}

		@Bean
		StagedFaasDeployer deployer() {
			return new StagedFaasDeployer();
		}

	}

}
