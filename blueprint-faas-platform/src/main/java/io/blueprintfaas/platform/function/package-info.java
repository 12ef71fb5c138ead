/**
 * Deployed functions and the instances that run their calls.
 */
@NullMarked
package io.blueprintfaas.platform.function;

import org.jspecify.annotations.NullMarked;
