package io.blueprintfaas.cost;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.provider.FaasCostBasis;

/**
 * A list of prices, to estimate what calls cost. What a provider really charges depends
 * on regions, tiers, discounts and free allowances that no estimate knows.
 *
 * @param asOf day of the prices
 * @param currency code of the currency, for example {@code USD}
 * @param providers prices by provider
 */
public record FaasPrices(LocalDate asOf, String currency, Map<String, FaasPrice> providers) {

	public FaasPrices {
		providers = Map.copyOf(providers);
	}

	/**
	 * Reads a price list.
	 * @param file a properties file
	 * @return the list
	 * @throws InvalidFaasPricesException if it cannot be read, or a value is missing or
	 * out of range
	 */
	public static FaasPrices read(Resource file) {
		try {
			Binder binder = new Binder(new MapConfigurationPropertySource(PropertiesLoaderUtils.loadProperties(file)));
			Map<String, FaasPrice> providers = binder.bind("providers", Bindable.mapOf(String.class, FaasPrice.class))
				.orElse(Map.of());
			return new FaasPrices(LocalDate.parse(text(binder, "as-of")), text(binder, "currency"), providers);
		}
		catch (IOException | BindException | DateTimeParseException | IllegalArgumentException ex) {
			throw new InvalidFaasPricesException(file, ex);
		}
	}

	private static String text(Binder binder, String key) {
		String text = binder.bind(key, String.class).orElse("");
		if (!StringUtils.hasText(text)) {
			throw new IllegalArgumentException("'%s' is missing".formatted(key));
		}
		return text;
	}

	/**
	 * Estimated price of one call.
	 * @param basis what the call is charged by
	 * @param billed time that the provider charges for, or {@code null} if it is not
	 * known
	 * @return the price in {@link #currency()}, or {@code null} if price, memory or time
	 * is not known
	 */
	public @Nullable Double estimate(FaasCostBasis basis, @Nullable Duration billed) {
		FaasPrice price = this.providers.get(basis.priceList());
		DataSize memory = basis.memory();
		return (price != null && memory != null && billed != null) ? Double.valueOf(price.estimate(memory, billed))
				: null;
	}

}
