/**
 * The one exception of the platform: a status, a code and details, as the specification
 * answers them.
 */
@NullMarked
package io.blueprintfaas.platform.error;

import org.jspecify.annotations.NullMarked;
