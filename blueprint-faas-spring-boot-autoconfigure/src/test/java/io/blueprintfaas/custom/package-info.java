/**
 * Tests of provider custom.
 */
@NullMarked
package io.blueprintfaas.custom;

import org.jspecify.annotations.NullMarked;
