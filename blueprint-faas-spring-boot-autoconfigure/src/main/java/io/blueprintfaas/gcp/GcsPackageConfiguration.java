package io.blueprintfaas.gcp;

import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Packages in Cloud Storage, if its library is there. The client is the application's own
 * or, when a package is to go to a bucket, one with the credentials of functions.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Storage.class)
final class GcsPackageConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GcpPackageBucket gcpPackageBucket(ObjectProvider<Storage> storage, GcpCredentials credentials) {
		return new GcsPackageBucket(() -> {
			Storage given = storage.getIfUnique();
			return (given != null) ? given
					: StorageOptions.newBuilder().setCredentials(credentials.scoped()).build().getService();
		});
	}

}
