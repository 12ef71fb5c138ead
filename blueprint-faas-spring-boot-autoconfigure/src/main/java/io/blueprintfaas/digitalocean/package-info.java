/**
 * Provider {@code digitalocean}: DigitalOcean Functions, whose functions are reached over
 * the API of OpenWhisk, and whose namespaces and keys over an API of DigitalOcean's own.
 */
@NullMarked
package io.blueprintfaas.digitalocean;

import org.jspecify.annotations.NullMarked;
