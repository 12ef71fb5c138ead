/**
 * The JSON messages of the custom platform specification, shared by caller, function and
 * platform.
 */
@NullMarked
package io.blueprintfaas.wire;

import org.jspecify.annotations.NullMarked;
