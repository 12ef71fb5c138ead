/**
 * Tests of Lambda's entry protocols that need no process of their own.
 */
@NullMarked
package io.blueprintfaas.runtime.lambda;

import org.jspecify.annotations.NullMarked;
