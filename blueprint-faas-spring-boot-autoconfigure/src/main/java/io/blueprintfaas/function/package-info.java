/**
 * The application started as a function: settings it takes on, and its handlers handed to
 * the runtime.
 */
@NullMarked
package io.blueprintfaas.function;

import org.jspecify.annotations.NullMarked;
