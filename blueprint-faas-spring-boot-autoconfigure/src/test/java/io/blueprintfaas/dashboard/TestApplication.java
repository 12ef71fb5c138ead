package io.blueprintfaas.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application with jobs and a page that shows them, on a free port.
 */
final class TestApplication implements AutoCloseable {

	static final List<String> ON = List.of("blueprint.faas.dashboard.enabled=true");

	static final List<String> OPERATED = List.of("blueprint.faas.dashboard.enabled=true",
			"blueprint.faas.dashboard.operations=true");

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static TestApplication start(WebApplicationType type, List<String> properties, Class<?>... sources) {
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "spring.main.banner-mode=off", "spring.application.name=picture-service",
						// Reactor Netty may stop reading from a connection that is used
						// again (reactor-netty issue 4361)
						"server.netty.max-keep-alive-requests=1"));
		all.addAll(properties);
		List<Class<?>> beans = new ArrayList<>(Arrays.asList(sources));
		beans.add(Chosen.class);
		return new TestApplication(new SpringApplicationBuilder(beans.toArray(Class<?>[]::new)).web(type)
			.properties(all.toArray(String[]::new))
			.registerShutdownHook(false)
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String address() {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return "http://localhost:" + port;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ChosenAutoConfigurations.class)
	static class Chosen {

	}

}
