/**
 * Costs of a call inside one JVM, each beside its baseline.
 */
@NullMarked
package io.blueprintfaas.benchmarks;

import org.jspecify.annotations.NullMarked;
