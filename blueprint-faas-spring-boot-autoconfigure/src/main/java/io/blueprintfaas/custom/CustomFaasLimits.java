package io.blueprintfaas.custom;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * What a platform allows to be deployed.
 *
 * @param packageSize largest package
 * @param unpackedSize largest package, unpacked
 * @param deployTimeout longest wait for an upload to end and for the function to be
 * deployed
 */
record CustomFaasLimits(DataSize packageSize, DataSize unpackedSize, Duration deployTimeout) {

}
