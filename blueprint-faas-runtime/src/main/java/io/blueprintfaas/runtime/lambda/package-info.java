/**
 * Entry protocols of AWS Lambda: a handler class for its Java runtimes, and a runtime of
 * our own.
 */
@NullMarked
package io.blueprintfaas.runtime.lambda;

import org.jspecify.annotations.NullMarked;
