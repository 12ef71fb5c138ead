/**
 * Tests of the sample: its jobs alone, its page, and all of it with functions.
 */
@NullMarked
package io.blueprintfaas.sample;

import org.jspecify.annotations.NullMarked;
