package io.blueprintfaas.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.blueprintfaas.operations.JobSummary;

/**
 * All jobs.
 *
 * @param jobs the jobs, by number
 */
public record JobsDescriptor(List<JobSummary> jobs) implements OperationResponseBody {

}
