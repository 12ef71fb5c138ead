package io.blueprintfaas.azure;

/**
 * What lifecycles of all jobs share.
 *
 * @param management the management clients
 * @param apps which jobs live in which app
 * @param turns lets one operation at a time work on an app
 */
record AzureLifecycleParts(AzureManagement management, AzureApps apps, AzureTurns turns) {

}
