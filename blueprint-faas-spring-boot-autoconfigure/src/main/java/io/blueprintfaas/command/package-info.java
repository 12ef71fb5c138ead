/**
 * The command line of an application: what to do with its functions, in place of running
 * it.
 */
@NullMarked
package io.blueprintfaas.command;

import org.jspecify.annotations.NullMarked;
