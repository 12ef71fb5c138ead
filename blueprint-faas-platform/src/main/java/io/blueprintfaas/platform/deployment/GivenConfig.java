package io.blueprintfaas.platform.deployment;

/**
 * Settings as a client gave them.
 *
 * @param config the settings, with defaults for what was not given
 * @param sha256 content hash of the JSON object as it came, 64 hexadecimal digits in
 * lower case: tells the client whether its settings are the deployed ones, without naming
 * any
 */
public record GivenConfig(FunctionConfig config, String sha256) {

}
