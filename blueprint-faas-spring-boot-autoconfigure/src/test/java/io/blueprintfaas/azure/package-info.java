/**
 * Tests of provider {@code azure}, against a stand-in for Azure on loopback.
 */
@NullMarked
package io.blueprintfaas.azure;

import org.jspecify.annotations.NullMarked;
