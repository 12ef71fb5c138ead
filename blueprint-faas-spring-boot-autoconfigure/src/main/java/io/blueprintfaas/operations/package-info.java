/**
 * What people see of jobs and do with them while the application runs, whatever page,
 * endpoint or command they use.
 */
@NullMarked
package io.blueprintfaas.operations;

import org.jspecify.annotations.NullMarked;
