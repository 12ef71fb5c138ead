/**
 * What can be seen of calls: an observation of each, and metrics.
 */
@NullMarked
package io.blueprintfaas.observation;

import org.jspecify.annotations.NullMarked;
