/**
 * Servers on loopback that behave as told, and what every executor has to do with them.
 */
@NullMarked
package io.blueprintfaas.http;

import org.jspecify.annotations.NullMarked;
