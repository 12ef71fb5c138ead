/**
 * Tests of jobs and their policies without a cloud.
 */
@NullMarked
package io.blueprintfaas.test;

import org.jspecify.annotations.NullMarked;
