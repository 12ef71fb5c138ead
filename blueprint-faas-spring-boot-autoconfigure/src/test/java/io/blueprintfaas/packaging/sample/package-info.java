/**
 * A small application that tests package.
 */
@NullMarked
package io.blueprintfaas.packaging.sample;

import org.jspecify.annotations.NullMarked;
