/**
 * Provider {@code azure}: Azure Functions.
 */
@NullMarked
package io.blueprintfaas.azure;

import org.jspecify.annotations.NullMarked;
