package io.blueprintfaas.aws;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What Lambda says of a function or one of its versions.
 *
 * @param configuration its settings and its state
 * @param tags tags of the function
 * @param reservedConcurrency reserved concurrency of the function, or {@code null} for
 * none
 */
record LambdaState(FunctionConfiguration configuration, Map<String, String> tags,
		@Nullable Integer reservedConcurrency) {

	// As in 2026-01-31T12:00:00.000+0000; ISO's own forms too
	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.appendPattern("[XXX][XX]")
		.toFormatter(Locale.ROOT);

	static LambdaState of(GetFunctionResponse answer) {
		return new LambdaState(answer.configuration(), answer.tags(),
				(answer.concurrency() != null) ? answer.concurrency().reservedConcurrentExecutions() : null);
	}

	// Lambda's base64 form of a content hash.
	static String codeSha256(FunctionPackage functionPackage) {
		return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(functionPackage.sha256()));
	}

	// Nothing is going on. A value of a later version of Lambda is taken for work in
	// progress.
	boolean isSettled() {
		return switch (text(this.configuration.stateAsString(), "Active")) {
			case "Active", "Inactive", "Failed" -> isUpdated();
			default -> false;
		};
	}

	private boolean isUpdated() {
		return switch (text(this.configuration.lastUpdateStatusAsString(), "Successful")) {
			case "Successful", "Failed" -> true;
			default -> false;
		};
	}

	boolean isFailed() {
		return "Failed".equals(this.configuration.stateAsString())
				|| "Failed".equals(this.configuration.lastUpdateStatusAsString());
	}

	// Lambda's reason of the failure.
	String failure() {
		boolean state = "Failed".equals(this.configuration.stateAsString());
		String code = state ? this.configuration.stateReasonCodeAsString()
				: this.configuration.lastUpdateStatusReasonCodeAsString();
		String reason = state ? this.configuration.stateReason() : this.configuration.lastUpdateStatusReason();
		return "it failed: %s (%s)".formatted(text(reason, "Lambda gives no reason"), text(code, "no code"));
	}

	String describe() {
		String status = this.configuration.lastUpdateStatusAsString();
		return "in state %s%s".formatted(text(this.configuration.stateAsString(), "Active"),
				(status != null) ? ", last update " + status : "");
	}

	String version() {
		return this.configuration.version();
	}

	boolean hasCode(FunctionPackage functionPackage, LambdaConfiguration wanted) {
		return codeSha256(functionPackage).equals(this.configuration.codeSha256())
				&& this.configuration.architecturesAsStrings().contains(wanted.architecture());
	}

	FaasDeployment toDeployment(FaasJobDefinition job, String function, boolean changed) {
		FunctionConfiguration found = this.configuration;
		return new FaasDeployment(job.key(), job.provider(), function,
				text(found.stateAsString(), "Active").toLowerCase(Locale.ROOT), changed, endpoint(), sha256(),
				(found.codeSize() != null) ? DataSize.ofBytes(found.codeSize()) : null,
				(found.memorySize() != null) ? DataSize.ofMegabytes(found.memorySize()) : null,
				(found.timeout() != null) ? Duration.ofSeconds(found.timeout()) : null, null, deployedAt());
	}

	private @Nullable URI endpoint() {
		return (this.configuration.functionArn() != null) ? URI.create(this.configuration.functionArn()) : null;
	}

	private @Nullable String sha256() {
		String sha256 = this.configuration.codeSha256();
		return (sha256 != null) ? HexFormat.of().formatHex(Base64.getDecoder().decode(sha256)) : null;
	}

	private @Nullable Instant deployedAt() {
		String modified = this.configuration.lastModified();
		try {
			return (modified != null) ? TIME.parse(modified, Instant::from) : null;
		}
		catch (DateTimeException ex) {
			// Not the form that Lambda documents: the same as not told
			return null;
		}
	}

	private static String text(@Nullable String value, String otherwise) {
		return (value != null && !value.isEmpty()) ? value : otherwise;
	}

	/**
	 * Shows neither settings nor tags: the environment may hold secrets.
	 */
	@Override
	public String toString() {
		return "LambdaState[%s, %s]".formatted(this.configuration.functionArn(), describe());
	}

}
