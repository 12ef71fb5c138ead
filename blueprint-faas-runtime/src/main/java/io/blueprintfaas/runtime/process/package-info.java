/**
 * What entry points have in common whose function is a process of its own.
 */
@NullMarked
package io.blueprintfaas.runtime.process;

import org.jspecify.annotations.NullMarked;
