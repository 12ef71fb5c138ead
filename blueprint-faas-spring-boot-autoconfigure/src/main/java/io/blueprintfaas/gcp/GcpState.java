package io.blueprintfaas.gcp;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.Function.State;
import com.google.cloud.functions.v2.StateMessage;
import com.google.protobuf.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What GCP says of a function.
 *
 * @param function its settings and its state
 */
record GcpState(Function function) {

	/** Content hash of the package, in a form that fits into a label. */
	static final String PACKAGE_LABEL = GcpOwnership.LABEL_PREFIX + "package";

	private static final int RADIX = Character.MAX_RADIX;

	// 64 hexadecimal digits are one more than a label takes.
	static String packageLabel(FunctionPackage functionPackage) {
		return new BigInteger(functionPackage.sha256(), 16).toString(RADIX);
	}

	Map<String, String> labels() {
		return this.function.getLabelsMap();
	}

	boolean isBusy() {
		return this.function.getState() == State.DEPLOYING || this.function.getState() == State.DELETING;
	}

	boolean isActive() {
		return this.function.getState() == State.ACTIVE;
	}

	// Whether it runs the package, and nothing speaks of a failed deployment.
	boolean runs(FunctionPackage functionPackage) {
		return isActive() && messages(true).isEmpty()
				&& packageLabel(functionPackage).equals(labels().get(PACKAGE_LABEL));
	}

	// For example 'in state FAILED: it did not start'.
	String describe() {
		String messages = messages(false);
		return "in state %s%s".formatted(this.function.getState(),
				messages.isEmpty() ? "" : ": " + HttpFailures.shorten(messages));
	}

	FaasDeployment toDeployment(FaasJobDefinition job, String name, boolean changed) {
		String uri = this.function.getServiceConfig().getUri();
		int timeout = this.function.getServiceConfig().getTimeoutSeconds();
		return new FaasDeployment(job.key(), job.provider(), name,
				this.function.getState().name().toLowerCase(Locale.ROOT), changed,
				uri.isEmpty() ? null : URI.create(uri), sha256(), null, memory(),
				(timeout > 0) ? Duration.ofSeconds(timeout) : null, null, deployedAt());
	}

	private @Nullable DataSize memory() {
		Long bytes = GcpQuantity.bytes(this.function.getServiceConfig().getAvailableMemory());
		return (bytes != null) ? DataSize.ofBytes(bytes) : null;
	}

	private @Nullable Instant deployedAt() {
		Timestamp time = this.function.getUpdateTime();
		return this.function.hasUpdateTime() ? Instant.ofEpochSecond(time.getSeconds(), time.getNanos()) : null;
	}

	private @Nullable String sha256() {
		String label = labels().get(PACKAGE_LABEL);
		if (label == null || !label.matches("[0-9a-z]{1,50}")) {
			return null;
		}
		String sha256 = "%064x".formatted(new BigInteger(label, RADIX));
		return (sha256.length() == 64) ? sha256 : null;
	}

	private String messages(boolean errorsOnly) {
		return this.function.getStateMessagesList()
			.stream()
			.filter((message) -> !errorsOnly || message.getSeverity() == StateMessage.Severity.ERROR)
			.map((message) -> "%s %s".formatted(message.getType(), message.getMessage()).strip())
			.collect(Collectors.joining("; "));
	}

	/**
	 * Shows neither settings nor labels: the environment may hold secrets.
	 */
	@Override
	public String toString() {
		return "GcpState[%s, %s]".formatted(this.function.getName(), describe());
	}

}
