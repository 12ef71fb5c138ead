/**
 * What Azure's Java worker does with a package, for a process of its own without any
 * library: it takes requests by HTTP where the worker takes them from its host.
 */
@NullMarked
package io.blueprintfaas.packaging.azureworker;

import org.jspecify.annotations.NullMarked;
