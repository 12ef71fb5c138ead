/**
 * The contract that callers, functions and providers compile against.
 */
@NullMarked
package io.blueprintfaas;

import org.jspecify.annotations.NullMarked;
