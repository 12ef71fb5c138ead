/**
 * Functions at Apache OpenWhisk, and at whoever offers its API.
 */
@NullMarked
package io.blueprintfaas.openwhisk;

import org.jspecify.annotations.NullMarked;
