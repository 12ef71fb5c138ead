/**
 * Tests of the function side.
 */
@NullMarked
package io.blueprintfaas.runtime;

import org.jspecify.annotations.NullMarked;
