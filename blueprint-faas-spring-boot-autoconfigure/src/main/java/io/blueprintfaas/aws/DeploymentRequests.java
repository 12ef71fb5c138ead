package io.blueprintfaas.aws;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * Writes the wanted settings as requests to Lambda.
 */
final class DeploymentRequests {

	private final String function;

	private final LambdaConfiguration configuration;

	private final DeploymentPace pace;

	DeploymentRequests(String function, LambdaConfiguration configuration, DeploymentPace pace) {
		this.function = function;
		this.configuration = configuration;
		this.pace = pace;
	}

	CreateFunctionRequest create(StagedCode code, Map<String, String> tags) {
		CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
			.functionName(this.function)
			.packageType(PackageType.ZIP)
			.code(code.toFunctionCode())
			.runtime(this.configuration.runtime())
			.handler(this.configuration.handler())
			.role(this.configuration.role())
			.architecturesWithStrings(this.configuration.architecture())
			.description(this.configuration.description())
			.memorySize(this.configuration.memoryMb())
			.timeout(this.configuration.timeoutSeconds())
			.ephemeralStorage(ephemeralStorage())
			.environment(environment())
			.snapStart(snapStart())
			.tags(tags)
			.overrideConfiguration(LambdaControlPlane.once(this.pace.step()));
		return request.layers(this.configuration.layers()).vpcConfig(vpc()).build();
	}

	UpdateFunctionCodeRequest updateCode(StagedCode code, @Nullable String revision) {
		return UpdateFunctionCodeRequest.builder()
			.functionName(this.function)
			.zipFile(code.zip())
			.s3Bucket(code.bucket())
			.s3Key(code.key())
			.architecturesWithStrings(this.configuration.architecture())
			.revisionId(revision)
			.overrideConfiguration(LambdaControlPlane.once(this.pace.step()))
			.build();
	}

	// Lists and maps take the place of what is there, empty ones too.
	UpdateFunctionConfigurationRequest updateConfiguration(@Nullable String revision) {
		return UpdateFunctionConfigurationRequest.builder()
			.functionName(this.function)
			.runtime(this.configuration.runtime())
			.handler(this.configuration.handler())
			.role(this.configuration.role())
			.description(this.configuration.description())
			.memorySize(this.configuration.memoryMb())
			.timeout(this.configuration.timeoutSeconds())
			.ephemeralStorage(ephemeralStorage())
			.environment(environment())
			.snapStart(snapStart())
			.layers(this.configuration.layers())
			.vpcConfig(vpc())
			.revisionId(revision)
			.overrideConfiguration(LambdaControlPlane.once(this.pace.read()))
			.build();
	}

	private EphemeralStorage ephemeralStorage() {
		return EphemeralStorage.builder().size(this.configuration.ephemeralStorageMb()).build();
	}

	private Environment environment() {
		return Environment.builder().variables(this.configuration.environment()).build();
	}

	private SnapStart snapStart() {
		return SnapStart.builder()
			.applyOn(this.configuration.snapStart() ? SnapStartApplyOn.PUBLISHED_VERSIONS : SnapStartApplyOn.NONE)
			.build();
	}

	private VpcConfig vpc() {
		return VpcConfig.builder()
			.subnetIds(this.configuration.subnetIds())
			.securityGroupIds(this.configuration.securityGroupIds())
			.build();
	}

}
