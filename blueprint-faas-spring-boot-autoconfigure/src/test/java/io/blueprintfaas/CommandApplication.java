package io.blueprintfaas;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.command.CommandAutoConfiguration;
import io.blueprintfaas.custom.CustomFaasAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

/**
 * An application that would run for ever.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
		FaasAutoConfiguration.class, CustomFaasAutoConfiguration.class, CommandAutoConfiguration.class })
public class CommandApplication {

	@Bean
	ApplicationRunner forEver() {
		return (ApplicationArguments arguments) -> {
			System.out.println("the application runs");
			Thread.currentThread().join();
		};
	}

	/**
	 * Starts it.
	 * @param arguments its arguments
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(CommandApplication.class, arguments);
	}

}
