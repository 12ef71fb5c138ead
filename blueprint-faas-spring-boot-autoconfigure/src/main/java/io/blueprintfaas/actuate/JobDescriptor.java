package io.blueprintfaas.actuate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.blueprintfaas.operations.DeploymentsReport;
import io.blueprintfaas.operations.JobReport;

/**
 * One job.
 *
 * @param report what this application knows of it
 * @param deployments what its providers say is deployed, or {@code null} if they were not
 * asked
 */
public record JobDescriptor(@JsonUnwrapped JobReport report,
		@Nullable DeploymentsReport deployments) implements OperationResponseBody {

}
