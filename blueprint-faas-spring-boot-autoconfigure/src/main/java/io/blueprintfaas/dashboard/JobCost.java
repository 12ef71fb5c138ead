package io.blueprintfaas.dashboard;

/**
 * An estimate of what calls cost.
 *
 * @param amount units of the currency
 * @param currency code of the currency, for example {@code USD}
 */
record JobCost(double amount, String currency) {

}
