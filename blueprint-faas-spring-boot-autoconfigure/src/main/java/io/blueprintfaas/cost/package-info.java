/**
 * Estimates of what calls cost, by list prices.
 */
@NullMarked
package io.blueprintfaas.cost;

import org.jspecify.annotations.NullMarked;
