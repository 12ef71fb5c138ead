package io.blueprintfaas.packaging;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * The class that the running application was started with, as Boot found it.
 *
 * @param mainClass the class; in a test the class of the test
 */
record StartedApplication(Class<?> mainClass) {

	/**
	 * Tells the application's beans.
	 */
	static final class Listener implements ApplicationListener<ApplicationContextInitializedEvent> {

		@Override
		public void onApplicationEvent(ApplicationContextInitializedEvent event) {
			@Nullable Class<?> mainClass = event.getSpringApplication().getMainApplicationClass();
			if (mainClass != null) {
				event.getApplicationContext()
					.getBeanFactory()
					.registerSingleton("faasStartedApplication", new StartedApplication(mainClass));
			}
		}

	}

}
