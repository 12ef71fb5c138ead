package io.blueprintfaas.command;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.command.CommandLine.Target;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.deployment.FaasPlan;
import io.blueprintfaas.provider.ReadableSize;

/**
 * What each command does for one job at one provider.
 */
final class CommandActions {

	private final FaasDeployer deployer;

	CommandActions(FaasDeployer deployer) {
		this.deployer = deployer;
	}

	Mono<CommandRow> run(CommandName command, Target target, Consumer<String> progress) {
		return switch (command) {
			case PLAN -> plan(target);
			case DEPLOY -> deploy(target, progress);
			case STATUS -> status(target);
			case WARM -> warm(target);
			case UNDEPLOY -> undeploy(target);
			case PACKAGE -> pack(target);
		};
	}

	private Mono<CommandRow> plan(Target target) {
		return this.deployer.plan(target.job(), target.provider())
			.map((plan) -> CommandRow.of(target).with("result", result(plan)).with("differences", plan.differences()));
	}

	private static String result(FaasPlan plan) {
		return switch (plan.action()) {
			case CREATE -> "create";
			case UPDATE -> "update";
			case NONE -> "unchanged";
		};
	}

	private Mono<CommandRow> deploy(Target target, Consumer<String> progress) {
		return this.deployer.deploy(target.job(), target.provider(), progress::accept)
			.map((deployment) -> describe(
					CommandRow.of(target).with("result", deployment.changed() ? "deployed" : "unchanged"), deployment));
	}

	private Mono<CommandRow> status(Target target) {
		return this.deployer.lifecycle(target.job(), target.provider())
			.deployment()
			.flatMap((deployment) -> status(target, deployment)
				.map((result) -> describe(CommandRow.of(target).with("result", result), deployment)))
			.switchIfEmpty(
					Mono.fromSupplier(() -> describe(CommandRow.of(target).with("result", "not deployed"), null)));
	}

	// The status of a job with several providers is that of the first that answers calls.
	private Mono<String> status(Target target, FaasDeployment deployment) {
		return (this.deployer.providers(target.job()).size() > 1) ? Mono.just(deployment.status())
				: this.deployer.status(target.job()).map(CommandActions::result);
	}

	private static String result(FaasStatus status) {
		return switch (status.state()) {
			case AVAILABLE -> "available";
			case NOT_DEPLOYED -> "not deployed";
			case UNAVAILABLE -> "unavailable: " + status.detail();
			case UNKNOWN -> "deployed";
		};
	}

	private static CommandRow describe(CommandRow row, @Nullable FaasDeployment deployment) {
		return row.with("function", (deployment != null) ? deployment.function() : null)
			.with("size", (deployment != null && deployment.size() != null) ? ReadableSize.of(deployment.size()) : null)
			.with("memory",
					(deployment != null && deployment.memory() != null) ? ReadableSize.of(deployment.memory()) : null);
	}

	private Mono<CommandRow> warm(Target target) {
		return this.deployer.lifecycle(target.job(), target.provider())
			.warm()
			.map((instances) -> CommandRow.of(target).with("result", "warm").with("instances", instances))
			.defaultIfEmpty(CommandRow.of(target).with("result", "warm").with("instances", null));
	}

	private Mono<CommandRow> undeploy(Target target) {
		return this.deployer.lifecycle(target.job(), target.provider())
			.undeploy()
			.map((was) -> CommandRow.of(target).with("result", was ? "removed" : "not deployed"));
	}

	private Mono<CommandRow> pack(Target target) {
		return this.deployer.pack(target.job(), target.provider())
			.map((functionPackage) -> describe(target, functionPackage));
	}

	private static CommandRow describe(Target target, FunctionPackage functionPackage) {
		return CommandRow.of(target)
			.with("result", "packaged")
			.with("size", ReadableSize.of(functionPackage.size()))
			.with("file", functionPackage.file().toString())
			.with("sha256", functionPackage.sha256());
	}

}
