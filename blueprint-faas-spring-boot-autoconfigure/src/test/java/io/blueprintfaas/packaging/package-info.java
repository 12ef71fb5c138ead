/**
 * Tests of packages, with real zips and processes.
 */
@NullMarked
package io.blueprintfaas.packaging;

import org.jspecify.annotations.NullMarked;
