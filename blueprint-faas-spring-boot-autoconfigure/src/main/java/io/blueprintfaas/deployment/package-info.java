/**
 * Bringing functions to their providers and taking them away again.
 */
@NullMarked
package io.blueprintfaas.deployment;

import org.jspecify.annotations.NullMarked;
