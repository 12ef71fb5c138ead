package io.blueprintfaas.dashboard;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.statistics.FaasCallHistory;

/**
 * Jobs with an hour of calls behind them.
 */
class TestJobs {

	static final List<String> PROPERTIES = List.of("blueprint.faas.jobs.thumbnail.provider=cloud",
			"blueprint.faas.jobs.thumbnail.memory=1GB", "blueprint.faas.jobs.thumbnail.timeout=30s",
			"blueprint.faas.jobs.thumbnail.circuit-breaker.enabled=true",
			"blueprint.faas.jobs.thumbnail.bulkhead.max-concurrent-calls=8",
			"blueprint.faas.jobs.thumbnail.environment.API_KEY=" + TestCloud.SECRET,
			"blueprint.faas.jobs.thumbnail.retry.max-attempts=3", "blueprint.faas.jobs.monthly-report.provider=cloud",
			"blueprint.faas.jobs.monthly-report.memory=4GB", "blueprint.faas.jobs.monthly-report.mode=overflow",
			"blueprint.faas.jobs.monthly-report.fallback=local", "blueprint.faas.jobs.transcode.provider=cloud");

	@FaasJob(id = 1)
	int thumbnail(byte[] image, int width) {
		return width;
	}

	@FaasJob(id = 2, name = "monthly-report", idempotent = true)
	int monthlyReport(String month) {
		return month.length();
	}

	@FaasJob(id = 3)
	int transcode(String film) {
		return film.length();
	}

	@FaasJob(id = 4)
	int checksum(byte[] bytes) {
		return bytes.length;
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		TestJobs jobs() {
			return new TestJobs();
		}

		@Bean
		TestCloud cloud() {
			TestCloud cloud = new TestCloud();
			cloud.statuses.put("monthly-report",
					FaasStatus.notDeployed("No function for key " + TestCloud.SECRET + " yet"));
			cloud.statuses.put("transcode", FaasStatus.unavailable("Region is down"));
			return cloud;
		}

		@Bean
		FaasCallHistory history() {
			return new PastHour().history();
		}

		@Bean
		MeterRegistry meters() {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			registry
				.counter("faas.calls.cost.estimate", "faas.job", "thumbnail", "provider", "cloud", "currency", "USD")
				.increment(0.0421);
			return registry;
		}

	}

}
