/**
 * What a user of Blueprint FaaS writes: three jobs, a demonstration in the terminal, and
 * a page to see them run.
 */
@NullMarked
package io.blueprintfaas.sample;

import org.jspecify.annotations.NullMarked;
