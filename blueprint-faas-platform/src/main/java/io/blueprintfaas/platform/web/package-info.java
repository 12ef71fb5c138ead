/**
 * The routes of the custom platform specification.
 */
@NullMarked
package io.blueprintfaas.platform.web;

import org.jspecify.annotations.NullMarked;
