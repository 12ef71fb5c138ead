package io.blueprintfaas.test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.blueprintfaas.FaasJob;

/**
 * An application as a user's.
 */
@SpringBootApplication
public class TestApplication {

	/**
	 * Starts it.
	 * @param arguments its arguments
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(TestApplication.class, arguments);
	}

	@FaasJob(id = 1, idempotent = true)
	int square(int number) {
		return number * number;
	}

	@FaasJob(id = 2)
	long process() {
		return ProcessHandle.current().pid();
	}

	@FaasJob(id = 3)
	String fails(String text) {
		throw new IllegalArgumentException("no " + text);
	}

}
