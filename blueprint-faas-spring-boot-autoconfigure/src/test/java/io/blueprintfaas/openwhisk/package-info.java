/**
 * Tests of provider {@code openwhisk}.
 */
@NullMarked
package io.blueprintfaas.openwhisk;

import org.jspecify.annotations.NullMarked;
