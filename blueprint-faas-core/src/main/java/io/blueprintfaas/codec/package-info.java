/**
 * Arguments and results to bytes and back.
 */
@NullMarked
package io.blueprintfaas.codec;

import org.jspecify.annotations.NullMarked;
