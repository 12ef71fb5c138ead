/**
 * Tests of the tests' support.
 */
@NullMarked
package io.blueprintfaas.test;

import org.jspecify.annotations.NullMarked;
