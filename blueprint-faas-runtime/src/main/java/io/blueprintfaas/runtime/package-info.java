/**
 * The function side: runs handlers for requests of the wire format, and starts the
 * application that has them.
 */
@NullMarked
package io.blueprintfaas.runtime;

import org.jspecify.annotations.NullMarked;
