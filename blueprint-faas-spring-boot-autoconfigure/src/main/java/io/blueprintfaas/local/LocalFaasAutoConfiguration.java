package io.blueprintfaas.local;

import java.nio.file.Path;
import java.util.List;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.packaging.PipeLayout;
import io.blueprintfaas.platform.EmbeddedPlatform;

/**
 * Auto-configuration of provider {@code local}, if the platform's module is there.
 */
@AutoConfiguration
@ConditionalOnClass(EmbeddedPlatform.class)
@EnableConfigurationProperties(LocalFaasProperties.class)
public final class LocalFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LocalPlatform localFaasPlatform(LocalFaasProperties properties, BeanFactory beanFactory) {
		List<String> application = AutoConfigurationPackages.has(beanFactory)
				? AutoConfigurationPackages.get(beanFactory) : List.of();
		return new LocalPlatform(properties,
				new LocalDirectory(properties.directory(), Path.of(System.getProperty("java.io.tmpdir")), application));
	}

	@Bean
	@ConditionalOnMissingBean
	LocalFaasProvider localFaasProvider(LocalPlatform platform, LocalFaasProperties properties,
			ObjectProvider<FaasDeployer> deployer, ObjectProvider<PipeLayout> layout) {
		return new LocalFaasProvider(platform, properties.maxConcurrency(), deployer, layout);
	}

}
