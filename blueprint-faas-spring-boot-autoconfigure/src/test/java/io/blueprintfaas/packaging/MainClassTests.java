package io.blueprintfaas.packaging;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MainClassTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@Test
	void configuredClassWinsOverEverything() {
		this.beans.addBean("started", new StartedApplication(First.class));
		assertThat(find("com.example.Configured", "com.example.Start")).isEqualTo("com.example.Configured");
	}

	@Test
	void startedClassWinsOverJar() {
		this.beans.addBean("started", new StartedApplication(First.class));
		assertThat(find(null, "com.example.Start")).isEqualTo(First.class.getName());
	}

	@Test
	void startedClassWithoutMainIsNotTaken() {
		this.beans.addBean("started", new StartedApplication(MainClassTests.class));
		this.beans.addBean("first", new First());
		assertThat(find(null, "com.example.Start")).isEqualTo("com.example.Start");
		assertThat(find(null, null)).isEqualTo(First.class.getName());
	}

	@Test
	void refusesWhenNoneIsKnown() {
		assertThatExceptionOfType(PackagingException.class).isThrownBy(() -> find(null, null))
			.withMessage("The main class of the application is not known: of its configurations, none have a 'public "
					+ "static void main(String[])'. Set 'blueprint.faas.packaging.main-class' to its name");
	}

	@Test
	void refusesWhenSeveralAreKnown() {
		this.beans.addBean("first", new First());
		this.beans.addBean("second", new Second());
		assertThatExceptionOfType(PackagingException.class).isThrownBy(() -> find(null, null))
			.withMessageContaining("[%s, %s]", First.class.getName(), Second.class.getName());
	}

	@Test
	void applicationTellsItsBeansWhatItWasStartedWith() {
		SpringApplication application = new SpringApplication(Second.class);
		application.setMainApplicationClass(First.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--spring.main.banner-mode=off")) {
			assertThat(context.getBean(StartedApplication.class).mainClass()).isEqualTo(First.class);
			assertThat(new MainClass(null, context.getBeanFactory()).find(null)).isEqualTo(First.class.getName());
		}
	}

	private String find(@Nullable String configured, @Nullable String startClass) {
		return new MainClass(configured, this.beans).find(startClass);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	public static class First {

		public static void main(String[] arguments) {
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	public static class Second {

		public static void main(String[] arguments) {
		}

	}

}
