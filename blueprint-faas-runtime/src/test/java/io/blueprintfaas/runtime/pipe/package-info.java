/**
 * Tests of the process pipe.
 */
@NullMarked
package io.blueprintfaas.runtime.pipe;

import org.jspecify.annotations.NullMarked;
