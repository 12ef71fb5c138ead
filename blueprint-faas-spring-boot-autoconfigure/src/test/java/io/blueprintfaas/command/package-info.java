/**
 * Tests of the command line.
 */
@NullMarked
package io.blueprintfaas.command;

import org.jspecify.annotations.NullMarked;
