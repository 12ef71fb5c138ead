/**
 * Configuration to beans: properties, executors, registry and aspect.
 */
@NullMarked
package io.blueprintfaas.autoconfigure;

import org.jspecify.annotations.NullMarked;
