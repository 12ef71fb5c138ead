/**
 * Tests of the application started as a function.
 */
@NullMarked
package io.blueprintfaas.function;

import org.jspecify.annotations.NullMarked;
