package io.blueprintfaas.gcp;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.cloud.functions.v2.OperationMetadata;
import com.google.cloud.functions.v2.Stage;
import com.google.cloud.functions.v2.StateMessage;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.http.HttpFailures;

/**
 * Tells what one operation of GCP is doing, and why it failed.
 */
final class GcpOperationReport {

	private static final String LOG = ", see ";

	private final GcpStep step;

	private final FaasProgress progress;

	private final GcpDeploymentFailures failures;

	private volatile String last = "nothing is known of it";

	GcpOperationReport(GcpStep step, FaasProgress progress, GcpDeploymentFailures failures) {
		this.step = step;
		this.progress = progress;
		this.failures = failures;
	}

	// Reports what is going on.
	void saw(Operation operation) {
		OperationMetadata metadata = metadata(operation);
		metadata.getStagesList().stream().filter(GcpOperationReport::isBegun).forEach(this::tell);
		this.last = "it is at %s".formatted(metadata.getStagesList()
			.stream()
			.filter((stage) -> stage.getState() == Stage.State.IN_PROGRESS)
			.map(GcpOperationReport::describe)
			.reduce((before, after) -> after)
			.orElse("operation " + operation.getName()));
	}

	// What was going on when it was last looked at.
	String last() {
		return this.last;
	}

	// Fails if the operation did.
	void ended(Operation operation) {
		if (operation.hasError()) {
			throw this.failures.of(this.step, GcpError.of(operation.getError()), details(metadata(operation)));
		}
	}

	private void tell(Stage stage) {
		this.progress.step("%s: %s%s".formatted(this.step.text(), describe(stage), log(stage)));
	}

	// The last stage that says something: that is where it failed.
	private static String details(OperationMetadata metadata) {
		List<Stage> stages = metadata.getStagesList()
			.stream()
			.filter((stage) -> isBegun(stage) && !messages(stage).isEmpty())
			.toList();
		String text = stages.isEmpty() ? ""
				: "; " + describe(stages.get(stages.size() - 1)) + log(stages.get(stages.size() - 1));
		boolean withoutLog = !text.contains(LOG) && !metadata.getBuildName().isEmpty();
		return withoutLog ? text + "; build " + metadata.getBuildName() : text;
	}

	private static boolean isBegun(Stage stage) {
		return stage.getState() == Stage.State.IN_PROGRESS || stage.getState() == Stage.State.COMPLETE;
	}

	// For example 'stage BUILD in progress: Compiling'.
	private static String describe(Stage stage) {
		String messages = messages(stage);
		return "stage %s %s%s".formatted(stage.getName(),
				stage.getState().name().toLowerCase(Locale.ROOT).replace('_', ' '),
				messages.isEmpty() ? "" : ": " + HttpFailures.shorten(messages));
	}

	private static String messages(Stage stage) {
		return Stream
			.concat(Stream.of(stage.getMessage()), stage.getStateMessagesList().stream().map(StateMessage::getMessage))
			.filter((message) -> !message.isBlank())
			.distinct()
			.collect(Collectors.joining("; "));
	}

	private static String log(Stage stage) {
		return stage.getResourceUri().isEmpty() ? "" : LOG + stage.getResourceUri();
	}

	private static OperationMetadata metadata(Operation operation) {
		try {
			return operation.getMetadata().is(OperationMetadata.class)
					? operation.getMetadata().unpack(OperationMetadata.class) : OperationMetadata.getDefaultInstance();
		}
		catch (InvalidProtocolBufferException ex) {
			// Nothing to report; how the operation ends is told elsewhere
			return OperationMetadata.getDefaultInstance();
		}
	}

}
