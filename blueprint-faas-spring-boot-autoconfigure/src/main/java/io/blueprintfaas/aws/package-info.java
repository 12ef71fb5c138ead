/**
 * Provider {@code aws}: AWS Lambda.
 */
@NullMarked
package io.blueprintfaas.aws;

import org.jspecify.annotations.NullMarked;
