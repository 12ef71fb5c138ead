/**
 * Tests of the package.
 */
@NullMarked
package io.blueprintfaas.observation;

import org.jspecify.annotations.NullMarked;
