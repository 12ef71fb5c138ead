/**
 * What has become of the calls of each job of late, kept in memory.
 */
@NullMarked
package io.blueprintfaas.statistics;

import org.jspecify.annotations.NullMarked;
