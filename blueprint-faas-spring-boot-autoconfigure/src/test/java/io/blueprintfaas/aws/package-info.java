/**
 * Tests of provider {@code aws}.
 */
@NullMarked
package io.blueprintfaas.aws;

import org.jspecify.annotations.NullMarked;
