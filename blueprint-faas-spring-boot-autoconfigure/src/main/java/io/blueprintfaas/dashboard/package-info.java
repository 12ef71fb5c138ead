/**
 * A page inside the application that shows its jobs and operates them.
 */
@NullMarked
package io.blueprintfaas.dashboard;

import org.jspecify.annotations.NullMarked;
