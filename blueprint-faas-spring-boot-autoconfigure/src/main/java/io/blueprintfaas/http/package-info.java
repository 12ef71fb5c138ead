/**
 * Calls of functions over HTTP: one client per target, and what its failures mean.
 */
@NullMarked
package io.blueprintfaas.http;

import org.jspecify.annotations.NullMarked;
