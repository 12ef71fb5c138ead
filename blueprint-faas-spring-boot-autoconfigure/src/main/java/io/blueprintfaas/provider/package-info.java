/**
 * What a provider of functions implements, and what it is told of a job.
 */
@NullMarked
package io.blueprintfaas.provider;

import org.jspecify.annotations.NullMarked;
