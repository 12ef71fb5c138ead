/**
 * Entry protocol of a process: requests on standard input, answers on standard output.
 */
@NullMarked
package io.blueprintfaas.runtime.pipe;

import org.jspecify.annotations.NullMarked;
