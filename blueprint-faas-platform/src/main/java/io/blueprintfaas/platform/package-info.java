/**
 * The local platform, embedded in another application: start it, ask for its address,
 * close it.
 */
@NullMarked
package io.blueprintfaas.platform;

import org.jspecify.annotations.NullMarked;
