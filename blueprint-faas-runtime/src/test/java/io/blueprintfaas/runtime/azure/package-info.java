/**
 * Tests of the entry points of Azure Functions.
 */
@NullMarked
package io.blueprintfaas.runtime.azure;

import org.jspecify.annotations.NullMarked;
