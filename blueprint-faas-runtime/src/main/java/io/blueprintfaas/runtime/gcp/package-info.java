/**
 * Entry point of GCP Cloud Functions, for its Java runtimes.
 */
@NullMarked
package io.blueprintfaas.runtime.gcp;

import org.jspecify.annotations.NullMarked;
