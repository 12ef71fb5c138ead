package io.blueprintfaas.actuate;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * The two kinds of web applications, with the auto-configuration that a user of the
 * starter and of the actuator gets, and a server on a free port.
 */
enum Stack {

	WEBFLUX {

		@Override
		AbstractApplicationContextRunner<?, ?, ?> runner() {
			return new ReactiveWebApplicationContextRunner(AnnotationConfigReactiveWebServerApplicationContext::new);
		}

	},

	MVC {

		@Override
		AbstractApplicationContextRunner<?, ?, ?> runner() {
			return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new);
		}

	};

	/**
	 * Reactor Netty 1.3.6 and 1.3.7 may stop reading from a connection that is used
	 * again.
	 */
	private static final String NEW_CONNECTIONS = "server.netty.max-keep-alive-requests=1";

	abstract AbstractApplicationContextRunner<?, ?, ?> runner();

	void run(List<String> properties, Test test) {
		run(properties, false, List.of(), test);
	}

	void runSecured(List<String> properties, List<Class<?>> security, Test test) {
		run(properties, true, security, test);
	}

	private void run(List<String> properties, boolean secured, List<Class<?>> security, Test test) {
		List<String> all = new ArrayList<>(
				List.of("server.port=0", NEW_CONNECTIONS, "management.endpoints.web.exposure.include=*",
						"blueprint.faas.jobs.thumbnail.provider=local", FrameworkAndOwn.SECURED + "=" + secured));
		all.addAll(properties);
		List<Class<?>> user = new ArrayList<>(List.of(StagedJobs.Beans.class, FrameworkAndOwn.Chosen.class));
		user.addAll(security);
		runner().withUserConfiguration(user.toArray(Class<?>[]::new))
			.withPropertyValues(all.toArray(String[]::new))
			.withInitializer(
					(context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
			.run((context) -> {
				ApplicationContext started = (ApplicationContext) context;
				HttpCaller http = http(started);
				AvailabilityChangeEvent.publish(started, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(started, ReadinessState.ACCEPTING_TRAFFIC);
				test.run(started, http);
			});
	}

	private static HttpCaller http(ApplicationContext context) {
		WebServerApplicationContext server = (WebServerApplicationContext) ((ApplicationContextAssertProvider<?>) context)
			.getSourceApplicationContext();
		return new HttpCaller("http://localhost:%d/actuator".formatted(server.getWebServer().getPort()));
	}

	/**
	 * Looks at an application that runs.
	 */
	interface Test {

		void run(ApplicationContext context, HttpCaller http) throws Exception;

	}

}
