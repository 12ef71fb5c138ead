package io.blueprintfaas.test;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

import io.blueprintfaas.invocation.FaasRoutes;

/**
 * Has each test begin with no fault, an empty log and the configured routes.
 */
final class FaasTestExecutionListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		ApplicationContext context = testContext.getApplicationContext();
		context.getBean(FaasFaults.class).reset();
		context.getBean(FaasCallLog.class).reset();
		context.getBeanProvider(FaasRoutes.class).ifAvailable(FaasRoutes::resetAll);
	}

}
