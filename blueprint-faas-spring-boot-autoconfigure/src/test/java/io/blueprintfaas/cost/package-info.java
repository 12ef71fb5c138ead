/**
 * Tests of the package.
 */
@NullMarked
package io.blueprintfaas.cost;

import org.jspecify.annotations.NullMarked;
