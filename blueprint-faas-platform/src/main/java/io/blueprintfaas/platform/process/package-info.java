/**
 * Child processes: started with an environment of their own, measured, and ended with all
 * they started.
 */
@NullMarked
package io.blueprintfaas.platform.process;

import org.jspecify.annotations.NullMarked;
