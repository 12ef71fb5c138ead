/**
 * Tests of provider {@code gcp}.
 */
@NullMarked
package io.blueprintfaas.gcp;

import org.jspecify.annotations.NullMarked;
