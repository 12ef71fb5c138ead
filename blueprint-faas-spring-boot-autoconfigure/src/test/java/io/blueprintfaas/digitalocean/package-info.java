/**
 * Tests of provider {@code digitalocean}.
 */
@NullMarked
package io.blueprintfaas.digitalocean;

import org.jspecify.annotations.NullMarked;
