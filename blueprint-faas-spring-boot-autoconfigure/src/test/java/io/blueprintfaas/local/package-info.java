/**
 * Tests of provider local.
 */
@NullMarked
package io.blueprintfaas.local;

import org.jspecify.annotations.NullMarked;
