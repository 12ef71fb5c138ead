/**
 * Tests of what entry points of processes have in common.
 */
@NullMarked
package io.blueprintfaas.runtime.process;

import org.jspecify.annotations.NullMarked;
