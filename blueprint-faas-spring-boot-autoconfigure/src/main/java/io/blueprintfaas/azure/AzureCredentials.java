package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * The credential of the application, looked for when a token is asked for: its own bean
 * if there is one, or else that of Spring Cloud Azure.
 */
final class AzureCredentials implements TokenCredential {

	/** What Spring Cloud Azure calls its credential. */
	static final String DEFAULT_NAME = "springCloudAzureDefaultCredential";

	private final ListableBeanFactory beans;

	AzureCredentials(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public Mono<AccessToken> getToken(TokenRequestContext request) {
		return Mono.fromCallable(this::find)
			.flatMap((credential) -> credential.getToken(request))
			.subscribeOn(Schedulers.boundedElastic())
			.switchIfEmpty(Mono.error(AzureFailures::noToken))
			.onErrorMap(AzureFailures::ofToken);
	}

	@Override
	public AccessToken getTokenSync(TokenRequestContext request) {
		try {
			AccessToken token = find().getTokenSync(request);
			if (token != null) {
				return token;
			}
		}
		catch (RuntimeException ex) {
			throw AzureFailures.ofToken(ex);
		}
		throw AzureFailures.noToken();
	}

	private TokenCredential find() {
		try {
			List<String> own = new ArrayList<>(Arrays.asList(this.beans.getBeanNamesForType(TokenCredential.class)));
			boolean shared = own.remove(DEFAULT_NAME);
			if (own.size() == 1) {
				return this.beans.getBean(own.get(0), TokenCredential.class);
			}
			TokenCredential primary = this.beans.getBeanProvider(TokenCredential.class).getIfUnique();
			if (primary != null) {
				return primary;
			}
			if (shared) {
				return this.beans.getBean(DEFAULT_NAME, TokenCredential.class);
			}
			throw AzureFailures.noCredential(own);
		}
		catch (BeansException ex) {
			throw new CallPreparationException(Reason.ACCESS_DENIED,
					"the credential for Azure cannot be made (%s); check 'spring.cloud.azure.credential'"
						.formatted(AzureFailures.text(ex)),
					ex);
		}
	}

}
