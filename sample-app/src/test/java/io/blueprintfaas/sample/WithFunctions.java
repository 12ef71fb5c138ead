package io.blueprintfaas.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Starts the application with a web server and the local platform, once for all tests
 * that say so. Its functions are real processes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "sample.demo=false",
		"blueprint.faas.local.directory=target/local-platform", "logging.level.org.openqa.selenium=error" })
@interface WithFunctions {

}
