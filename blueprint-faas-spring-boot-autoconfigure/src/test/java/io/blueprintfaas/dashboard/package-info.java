/**
 * Tests of the page, over HTTP and in a browser.
 */
@NullMarked
package io.blueprintfaas.dashboard;

import org.jspecify.annotations.NullMarked;
