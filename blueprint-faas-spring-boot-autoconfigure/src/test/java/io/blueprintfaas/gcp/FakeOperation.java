package io.blueprintfaas.gcp;

import java.util.Map;

import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.Function.State;
import com.google.cloud.functions.v2.OperationMetadata;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.cloud.functions.v2.Stage;
import com.google.cloud.functions.v2.StateMessage;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import com.google.rpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * An operation of {@link FakeCloudFunctions}: it ends after a number of looks, and shows
 * its stages meanwhile.
 */
final class FakeOperation {

	final String name;

	final String target;

	private final String verb;

	private final @Nullable Function result;

	private final State after;

	/** Looks that are left before it ends. */
	int left;

	/** How it ends, or null if well. */
	@Nullable Status outcome;

	/** Whether it is somebody else's, so that each request moves it on. */
	boolean foreign;

	boolean done;

	FakeOperation(int number, String verb, String target, @Nullable Function result, int looks,
			@Nullable Status outcome, State after) {
		this.name = "projects/%s/locations/%s/operations/%d".formatted(GcpJobs.PROJECT, GcpJobs.REGION, number);
		this.verb = verb;
		this.target = target;
		this.result = result;
		this.left = looks;
		this.outcome = outcome;
		this.after = after;
	}

	void advance(Map<String, Function> functions) {
		if (!this.done && --this.left <= 0) {
			this.done = true;
			end(functions);
		}
	}

	private void end(Map<String, Function> functions) {
		if (this.outcome != null) {
			if (this.verb.equals("create") && functions.containsKey(this.target)
					&& this.outcome.getCode() != Code.ALREADY_EXISTS.getNumber()) {
				functions.put(this.target, this.result.toBuilder().setState(State.FAILED).build());
			}
			return;
		}
		if (this.verb.equals("delete")) {
			functions.remove(this.target);
			return;
		}
		functions.put(this.target, settled());
	}

	// What the platform itself fills in.
	private Function settled() {
		ServiceConfig.Builder service = this.result.getServiceConfig().toBuilder();
		if (service.getServiceAccountEmail().isEmpty()) {
			service.setServiceAccountEmail("123-compute@developer.gserviceaccount.com");
		}
		if (service.getAvailableCpu().isEmpty()) {
			service.setAvailableCpu("0.5833");
		}
		if (service.getMaxInstanceCount() == 0) {
			service.setMaxInstanceCount(100);
		}
		service.putEnvironmentVariables("LOG_EXECUTION_ID", "true");
		service.setUri("https://%s-abc-ew.a.run.app".formatted(this.target.replaceAll(".*/", "")));
		Function.Builder function = this.result.toBuilder()
			.setState(this.after)
			.setUpdateTime(Timestamp.newBuilder().setSeconds(1_800_000_000));
		function.clearStateMessages();
		if (this.after != State.ACTIVE) {
			function.addStateMessages(StateMessage.newBuilder()
				.setSeverity(StateMessage.Severity.ERROR)
				.setType("CloudRunServiceNotFound")
				.setMessage("The service is missing"));
		}
		function.getBuildConfigBuilder().setServiceAccount(account(function.getBuildConfig().getServiceAccount()));
		return function.setServiceConfig(service).setName(this.target).build();
	}

	private String account(String configured) {
		return configured.isEmpty() ? "projects/123/serviceAccounts/123-compute@developer.gserviceaccount.com"
				: configured.replace(GcpJobs.PROJECT + "/", "123/");
	}

	Operation operation() {
		Operation.Builder operation = Operation.newBuilder()
			.setName(this.name)
			.setDone(this.done)
			.setMetadata(Any.pack(metadata()));
		if (this.done && this.outcome != null) {
			operation.setError(this.outcome);
		}
		return operation.build();
	}

	private OperationMetadata metadata() {
		boolean failed = this.done && this.outcome != null;
		Stage.Builder build = Stage.newBuilder()
			.setName(Stage.Name.BUILD)
			.setResourceUri(FakeCloudFunctions.LOG_URI)
			.setState((this.left <= 1) ? Stage.State.COMPLETE : Stage.State.IN_PROGRESS);
		if (failed) {
			build.setMessage("Build failed: no class found; Error ID: d0d1");
		}
		else if (this.left > 1) {
			build.setMessage("Build in progress");
		}
		Stage.State service = (this.left <= 1 && !failed) ? Stage.State.IN_PROGRESS : Stage.State.NOT_STARTED;
		return OperationMetadata.newBuilder()
			.setTarget(this.target)
			.addStages(build)
			.addStages(Stage.newBuilder().setName(Stage.Name.SERVICE).setState(service))
			.setBuildName("projects/123/locations/europe-west1/builds/1")
			.build();
	}

}
