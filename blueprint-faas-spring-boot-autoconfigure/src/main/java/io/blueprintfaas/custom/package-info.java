/**
 * Provider {@code custom}: any platform that speaks the custom platform specification.
 */
@NullMarked
package io.blueprintfaas.custom;

import org.jspecify.annotations.NullMarked;
