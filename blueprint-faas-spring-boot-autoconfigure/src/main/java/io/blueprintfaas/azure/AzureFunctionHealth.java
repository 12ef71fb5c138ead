package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.models.UsageState;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Asks the resource manager how a function is, which starts no instance.
 */
final class AzureFunctionHealth {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final AzureFunction function;

	private final AzureAppAddress address;

	private final AzureManagement management;

	AzureFunctionHealth(AzureFunction function, AzureAppAddress address, AzureManagement management) {
		this.function = function;
		this.address = address;
		this.management = management;
	}

	Mono<FaasStatus> status() {
		if (this.function.endpoint() != null) {
			return Mono
				.just(FaasStatus.unknown("Only the address of function %s is known, and to call that would run it"
					.formatted(this.function)));
		}
		return this.address.ask()
			.flatMap(
					(site) -> isServing(site) ? function().map(this::of) : Mono.just(FaasStatus.unavailable(say(site))))
			.timeout(TIMEOUT)
			.onErrorResume(this::failed);
	}

	private Mono<FunctionEnvelopeInner> function() {
		return this.management.named(this.function.app())
			.flatMap((app) -> this.management.appService()
				.flatMap((manager) -> manager.serviceClient()
					.getWebApps()
					.getFunctionAsync(app.resourceGroup(), String.valueOf(app.name()), this.function.name())));
	}

	// What an answer leaves out says nothing.
	private static boolean isServing(SiteInner site) {
		return (site.state() == null || "Running".equalsIgnoreCase(site.state()))
				&& !Boolean.FALSE.equals(site.enabled()) && site.usageState() != UsageState.EXCEEDED;
	}

	private String say(SiteInner site) {
		return (site.usageState() == UsageState.EXCEEDED) ? "App %s is over its quota".formatted(this.function.app())
				: "App %s is %s; start it, for example with 'az functionapp start'".formatted(this.function.app(),
						Boolean.FALSE.equals(site.enabled()) ? "disabled" : site.state());
	}

	private FaasStatus of(FunctionEnvelopeInner found) {
		return Boolean.TRUE.equals(found.isDisabled()) ? FaasStatus.unavailable(
				"Function %s is disabled, by the setting 'AzureWebJobs.%s.Disabled' of its app or its own function.json"
					.formatted(this.function, this.function.name()))
				: FaasStatus.available();
	}

	// Who may call a function need not have the right to look at it.
	private Mono<FaasStatus> failed(Throwable failure) {
		if (failure instanceof TimeoutException) {
			return Mono.just(FaasStatus.unavailable(
					"Azure did not say within %d s how function %s is".formatted(TIMEOUT.toSeconds(), this.function)));
		}
		CallPreparationException known = (failure instanceof CallPreparationException asked) ? asked
				: AzureFailures.ofQuestion(failure, "Function %s could not be looked up".formatted(this.function),
						AzureFailures.missing(this.function));
		String detail = String.valueOf(known.getMessage());
		return Mono.just((known.reason() == Reason.NOT_DEPLOYED) ? FaasStatus.notDeployed(detail)
				: (known.reason() == Reason.ACCESS_DENIED && AzureFailures.status(failure) == 403)
						? FaasStatus.unknown(detail) : FaasStatus.unavailable(detail));
	}

}
