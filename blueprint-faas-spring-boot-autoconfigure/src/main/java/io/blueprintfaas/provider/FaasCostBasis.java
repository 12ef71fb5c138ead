package io.blueprintfaas.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What calls of a job at a provider are charged by, besides their time.
 *
 * @param priceList name of the provider's entry in the price list, for example
 * {@code aws-arm64}
 * @param memory memory that is charged for, or {@code null} if it is not known
 */
public record FaasCostBasis(String priceList, @Nullable DataSize memory) {
}
