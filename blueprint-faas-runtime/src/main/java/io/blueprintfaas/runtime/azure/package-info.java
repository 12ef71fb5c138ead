/**
 * Entry points of Azure Functions: one for its Java runtimes, and one for the runtime
 * {@code custom}.
 */
@NullMarked
package io.blueprintfaas.runtime.azure;

import org.jspecify.annotations.NullMarked;
