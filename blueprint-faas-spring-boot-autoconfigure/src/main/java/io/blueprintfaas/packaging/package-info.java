/**
 * The running application to a zip that a provider runs.
 */
@NullMarked
package io.blueprintfaas.packaging;

import org.jspecify.annotations.NullMarked;
