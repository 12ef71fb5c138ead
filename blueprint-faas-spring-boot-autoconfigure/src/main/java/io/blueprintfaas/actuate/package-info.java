/**
 * The jobs of an application in Spring Boot's actuator: endpoint, health and info.
 */
@NullMarked
package io.blueprintfaas.actuate;

import org.jspecify.annotations.NullMarked;
