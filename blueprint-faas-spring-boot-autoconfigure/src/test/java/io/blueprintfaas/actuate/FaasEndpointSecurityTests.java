package io.blueprintfaas.actuate;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint of applications that have Spring Security.
 */
class FaasEndpointSecurityTests {

	private static final String ROUTE = "{\"operation\":\"route\",\"mode\":\"local\"}";

	@ParameterizedTest
	@EnumSource
	void isProtectedWithoutAnyConfiguration(Stack stack) {
		stack.runSecured(List.of("spring.security.user.name=ada", "spring.security.user.password=lovelace"), List.of(),
				(context, http) -> {
					assertThat(http.get("/faas").status()).isEqualTo(401);
					assertThat(http.get("/faas/thumbnail?deployment=true").status()).isEqualTo(401);
					assertThat(http.post("/faas/thumbnail", ROUTE).status()).isIn(401, 403);
					assertThat(http.as("ada", "wrong").get("/faas").status()).isEqualTo(401);
					assertThat(http.as("ada", "lovelace").get("/faas").status()).isEqualTo(200);
					// A browser that is logged in could be made to send it by another
					// page
					assertThat(http.as("ada", "lovelace").post("/faas/thumbnail", ROUTE).status()).isIn(401, 403);
					assertThat(context.getBean(FaasRoutes.class).mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
					assertThat(context.getBean(StagedFaasDeployer.class).asked).isEmpty();
				});
	}

	@ParameterizedTest
	@EnumSource
	void onlyThoseWithTheRightMayOperate(Stack stack) {
		Class<?> security = (stack == Stack.MVC) ? MvcSecurity.class : WebFluxSecurity.class;
		stack.runSecured(List.of(), List.of(security), (context, http) -> {
			FaasRoutes routes = context.getBean(FaasRoutes.class);
			assertThat(http.post("/faas/thumbnail", ROUTE).status()).isEqualTo(401);
			HttpCaller viewer = http.as("viewer", "secret");
			assertThat(viewer.get("/faas/thumbnail").status()).isEqualTo(200);
			assertThat(viewer.post("/faas/thumbnail", ROUTE).status()).isEqualTo(403);
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
			assertThat(http.as("operator", "secret").post("/faas/thumbnail", ROUTE).status()).isEqualTo(200);
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.LOCAL);
		});
	}

	private static UserDetails user(String name, String role) {
		return User.withUsername(name).password("{noop}secret").roles(role).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class MvcSecurity {

		@Bean
		SecurityFilterChain actuator(HttpSecurity http) {
			return http.securityMatcher(EndpointRequest.toAnyEndpoint())
				.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET)
					.authenticated()
					.anyRequest()
					.hasRole("OPERATOR"))
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(user("viewer", "VIEWER"), user("operator", "OPERATOR"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebFluxSecurity {

		@Bean
		SecurityWebFilterChain actuator(ServerHttpSecurity http) {
			return http
				.securityMatcher(org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest
					.toAnyEndpoint())
				.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.GET)
					.authenticated()
					.anyExchange()
					.hasRole("OPERATOR"))
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(user("viewer", "VIEWER"), user("operator", "OPERATOR"));
		}

	}

}
