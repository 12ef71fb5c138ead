package io.blueprintfaas.packaging;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the class whose {@code main} starts the application.
 */
final class MainClass {

	private final @Nullable String configured;

	private final ListableBeanFactory beans;

	/**
	 * A finder.
	 * @param configured name of the class by configuration, or {@code null}
	 * @param beans beans of the running application
	 */
	MainClass(@Nullable String configured, ListableBeanFactory beans) {
		this.configured = configured;
		this.beans = beans;
	}

	/**
	 * Name of the class: the configured one, else the one that was started, else the one
	 * the jar names, else the only configuration of the application that has a
	 * {@code main}, as in a test.
	 * @param startClass the class that an executable jar names, or {@code null}
	 * @return the name
	 */
	String find(@Nullable String startClass) {
		if (this.configured != null) {
			return this.configured;
		}
		StartedApplication started = this.beans.getBeanProvider(StartedApplication.class).getIfUnique();
		if (started != null && hasMain(started.mainClass())) {
			return started.mainClass().getName();
		}
		if (startClass != null) {
			return startClass;
		}
		List<String> candidates = configurations();
		if (candidates.size() != 1) {
			throw new PackagingException(
					("The main class of the application is not known: of its configurations, %s have "
							+ "a 'public static void main(String[])'. Set 'blueprint.faas.packaging.main-class' to its name")
						.formatted(candidates.isEmpty() ? "none" : candidates),
					null);
		}
		return candidates.get(0);
	}

	private List<String> configurations() {
		List<String> names = new ArrayList<>();
		for (String bean : this.beans.getBeanNamesForAnnotation(SpringBootConfiguration.class)) {
			Class<?> type = this.beans.getType(bean);
			if (type != null && hasMain(ClassUtils.getUserClass(type))) {
				names.add(ClassUtils.getUserClass(type).getName());
			}
		}
		return names;
	}

	private static boolean hasMain(Class<?> type) {
		Method main = ReflectionUtils.findMethod(type, "main", String[].class);
		return main != null && Modifier.isStatic(main.getModifiers()) && Modifier.isPublic(main.getModifiers())
				&& main.getReturnType() == void.class;
	}

}
