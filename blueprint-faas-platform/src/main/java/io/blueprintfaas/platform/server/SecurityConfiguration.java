package io.blueprintfaas.platform.server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.web.ApiKeys;
import io.blueprintfaas.platform.web.PlatformRoutes;

/**
 * Asks for any of: an API key, a JWT, a client certificate, as far as each is configured.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

	@Bean
	AccessPolicy accessPolicy(PlatformProperties properties, ObjectProvider<ReactiveJwtDecoder> decoder,
			Environment environment) {
		return new AccessPolicy(properties, decoder.getIfAvailable() != null, environment);
	}

	@Bean
	SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, PlatformProperties properties,
			AccessPolicy policy, ObjectProvider<ReactiveJwtDecoder> decoder) {
		ApiKeys keys = new ApiKeys(properties.apiKeys(), properties.apiKeyHeader());
		UnauthorizedEntryPoint unauthorized = new UnauthorizedEntryPoint();
		http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(unauthorized));
		authorize(http, policy);
		http.addFilterAt(keyFilter(keys), SecurityWebFiltersOrder.AUTHENTICATION);
		decoder.ifAvailable((available) -> acceptTokens(http, keys, unauthorized));
		if (policy.acceptsCertificates()) {
			http.x509((x509) -> x509.authenticationManager(trusted()));
		}
		return http.build();
	}

	private static void authorize(ServerHttpSecurity http, AccessPolicy policy) {
		http.authorizeExchange((exchanges) -> {
			exchanges.pathMatchers(HttpMethod.GET, PlatformRoutes.HEALTH).permitAll();
			if (policy.isOpen()) {
				exchanges.anyExchange().permitAll();
			}
			else {
				exchanges.anyExchange().authenticated();
			}
		});
	}

	private static AuthenticationWebFilter keyFilter(ApiKeys keys) {
		AuthenticationWebFilter filter = new AuthenticationWebFilter((ReactiveAuthenticationManager) Mono::just);
		filter.setServerAuthenticationConverter((exchange) -> keys.match(exchange.getRequest().getHeaders())
				? Mono.just(authenticated("api-key")) : Mono.empty());
		return filter;
	}

	private static void acceptTokens(ServerHttpSecurity http, ApiKeys keys, UnauthorizedEntryPoint unauthorized) {
		ServerBearerTokenAuthenticationConverter converter = new ServerBearerTokenAuthenticationConverter();
		http.oauth2ResourceServer((server) -> server.authenticationEntryPoint(unauthorized)
			.bearerTokenConverter((exchange) -> withoutKey(exchange, keys).flatMap(converter::convert))
			.jwt((jwt) -> {
			}));
	}

	// an API key is sent like a token, and is none
	private static Mono<ServerWebExchange> withoutKey(ServerWebExchange exchange, ApiKeys keys) {
		return Mono.just(exchange).filter((candidate) -> !keys.match(candidate.getRequest().getHeaders()));
	}

	// TLS has checked the certificate against the trust store
	private static ReactiveAuthenticationManager trusted() {
		return (certificate) -> Mono.just(authenticated(certificate.getName()));
	}

	private static Authentication authenticated(String name) {
		return new PreAuthenticatedAuthenticationToken(name, "", AuthorityUtils.NO_AUTHORITIES);
	}

}
