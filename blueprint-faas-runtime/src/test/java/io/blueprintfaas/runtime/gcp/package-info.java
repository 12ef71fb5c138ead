/**
 * Tests of the entry point of GCP Cloud Functions.
 */
@NullMarked
package io.blueprintfaas.runtime.gcp;

import org.jspecify.annotations.NullMarked;
