package io.blueprintfaas.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * The table of all jobs.
 *
 * @param at when it was made
 * @param jobs the jobs, by number
 */
record JobsPage(Instant at, List<JobRow> jobs) {

}
