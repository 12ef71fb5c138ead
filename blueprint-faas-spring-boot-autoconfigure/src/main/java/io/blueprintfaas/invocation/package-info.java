/**
 * One call of a job, from the annotated method to the executor and back.
 */
@NullMarked
package io.blueprintfaas.invocation;

import org.jspecify.annotations.NullMarked;
