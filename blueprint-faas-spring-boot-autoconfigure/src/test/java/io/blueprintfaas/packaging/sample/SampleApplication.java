package io.blueprintfaas.packaging.sample;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

import io.blueprintfaas.packaging.FunctionPackager;
import io.blueprintfaas.packaging.PipeLayout;

/**
 * Packages itself when started with the argument {@code --pack}.
 */
@SpringBootApplication
public class SampleApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(SampleApplication.class, arguments);
	}

	@Bean
	@Profile("!faas-function")
	ApplicationRunner packing(FunctionPackager packager, PipeLayout layout, ConfigurableApplicationContext context) {
		return (arguments) -> {
			if (arguments.containsOption("pack")) {
				System.out.println("server=" + (context instanceof WebServerApplicationContext));
				System.out.println("package=" + packager.packApplication(layout).file());
				context.close();
			}
		};
	}

}
