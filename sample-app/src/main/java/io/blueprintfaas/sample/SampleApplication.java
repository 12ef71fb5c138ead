package io.blueprintfaas.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An ordinary Spring Boot application. That some of its methods run in functions is said
 * in {@code application.yml} alone.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the application, here or as a function.
	 * @param args options for Spring Boot
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
