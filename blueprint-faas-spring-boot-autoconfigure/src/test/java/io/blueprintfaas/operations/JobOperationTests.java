package io.blueprintfaas.operations;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.operations.FaasOperationException.Reason;
import io.blueprintfaas.operations.JobOperation.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JobOperationTests {

	@Test
	void readsOperations() {
		assertThat(JobOperation.parse("deploy", null, null)).isEqualTo(new JobOperation(Kind.DEPLOY, null, null));
		assertThat(JobOperation.parse(" Deploy", "", "aws ")).isEqualTo(new JobOperation(Kind.DEPLOY, null, "aws"));
		assertThat(JobOperation.parse("route", "LOCAL", null))
			.isEqualTo(new JobOperation(Kind.ROUTE, RouteMode.LOCAL, null));
		assertThat(JobOperation.parse("route", "configured", null)).isEqualTo(new JobOperation(Kind.ROUTE, null, null));
	}

	@Test
	void refusesWhatIsNone() {
		refuses("explode", null, null, "There is no operation 'explode'. There are deploy, undeploy, warm, route");
		refuses(null, null, null, "'operation' is missing. It is one of deploy, undeploy, warm, route");
		refuses("route", null, null, "'mode' is missing. It is one of remote, local, overflow, configured");
		refuses("route", "away", null, "There is no mode 'away'. There are remote, local, overflow, configured");
		refuses("warm", "local", null, "'mode' is only for operation 'route', not for 'warm': leave it out");
		refuses("route", "local", "aws", "'provider' is only for operation 'deploy', not for 'route': leave it out");
	}

	private static void refuses(String operation, String mode, String provider, String message) {
		assertThatExceptionOfType(FaasOperationException.class)
			.isThrownBy(() -> JobOperation.parse(operation, mode, provider))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.INVALID));
	}

}
