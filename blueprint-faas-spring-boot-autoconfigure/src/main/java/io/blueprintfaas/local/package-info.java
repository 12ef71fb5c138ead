/**
 * Provider {@code local}: a platform inside this application, for development and tests.
 */
@NullMarked
package io.blueprintfaas.local;

import org.jspecify.annotations.NullMarked;
