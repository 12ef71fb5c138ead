/**
 * Tests of the entry points of OpenWhisk.
 */
@NullMarked
package io.blueprintfaas.runtime.openwhisk;

import org.jspecify.annotations.NullMarked;
