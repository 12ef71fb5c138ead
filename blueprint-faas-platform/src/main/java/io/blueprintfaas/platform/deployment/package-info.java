/**
 * Packages and settings of deployed functions: checked, unpacked, and kept over a
 * restart.
 */
@NullMarked
package io.blueprintfaas.platform.deployment;

import org.jspecify.annotations.NullMarked;
