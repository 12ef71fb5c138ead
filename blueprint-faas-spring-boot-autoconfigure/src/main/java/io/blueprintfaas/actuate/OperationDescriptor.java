package io.blueprintfaas.actuate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.blueprintfaas.operations.OperationReport;

/**
 * An operation on a job.
 *
 * @param report how far it is
 */
public record OperationDescriptor(@JsonUnwrapped OperationReport report) implements OperationResponseBody {

}
