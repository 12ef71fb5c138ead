/**
 * Provider {@code gcp}: GCP Cloud Functions, second generation.
 */
@NullMarked
package io.blueprintfaas.gcp;

import org.jspecify.annotations.NullMarked;
