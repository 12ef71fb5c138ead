/**
 * The platform as an application of its own, with its properties and its security.
 */
@NullMarked
package io.blueprintfaas.platform.server;

import org.jspecify.annotations.NullMarked;
