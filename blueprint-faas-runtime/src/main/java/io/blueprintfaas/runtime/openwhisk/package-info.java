/**
 * Entry points of Apache OpenWhisk and DigitalOcean Functions: ActionLoop, and the
 * interface of images.
 */
@NullMarked
package io.blueprintfaas.runtime.openwhisk;

import org.jspecify.annotations.NullMarked;
