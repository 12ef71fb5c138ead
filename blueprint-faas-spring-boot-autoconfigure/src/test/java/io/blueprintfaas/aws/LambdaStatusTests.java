package io.blueprintfaas.aws;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LambdaStatus}.
 */
class LambdaStatusTests {

	private final TestLambda lambda = new TestLambda();

	private StubServer server;

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.lambda.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"State":"Active","LastUpdateStatus":"Successful"} | AVAILABLE | ''
					{"State":"Active","LastUpdateStatus":"InProgress"} | AVAILABLE | is being updated
					{"State":"Active","LastUpdateStatus":"Failed","LastUpdateStatusReason":"bad zip"} | AVAILABLE | runs as before, because its last update failed (bad zip)
					{"State":"Inactive","StateReasonCode":"Idle"} | AVAILABLE | is Inactive (Idle)
					{"State":"Pending","StateReason":"The function is being created."} | UNAVAILABLE | is Pending (The function is being created.)
					{"State":"Failed","StateReasonCode":"InvalidZipFileException"} | UNAVAILABLE | is Failed (InvalidZipFileException)
					{"State":"Deleting"} | UNAVAILABLE | is Deleting
					{"State":"SomethingNew"} | UNAVAILABLE | is SomethingNew
					{} | UNKNOWN | does not tell the state
					""")
	void tellsState(String configuration, FaasStatus.State expected, String detail) {
		this.server.answer(StubAnswer.json(200, configuration));
		FaasStatus status = status();
		assertThat(status.state()).isEqualTo(expected);
		assertThat(status.detail()).contains(detail);
		assertThat(status.detail().isEmpty()).isEqualTo(detail.isEmpty());
		assertThat(this.server.requests().get(0).method()).isEqualTo("GET");
		assertThat(this.server.requests().get(0).path())
			.isEqualTo("/2015-03-31/functions/blueprint-job-7/configuration?Qualifier=live");
	}

	@Test
	void tellsThatThereIsNoFunction() {
		this.server.answer(StubLambda.error(404, "ResourceNotFoundException", "Function not found"));
		FaasStatus status = status();
		assertThat(status.state()).isEqualTo(FaasStatus.State.NOT_DEPLOYED);
		assertThat(status.detail()).contains("Function not found");
	}

	@Test
	void cannotTellWithoutTheRightToLook() {
		this.server.answer(StubLambda.error(403, "AccessDeniedException", "not authorized"));
		FaasStatus status = status();
		assertThat(status.state()).isEqualTo(FaasStatus.State.UNKNOWN);
		assertThat(status.detail()).contains("lambda:GetFunctionConfiguration");
	}

	@Test
	void isUnavailableWithWrongCredentials() {
		this.server.answer(StubLambda.error(403, "UnrecognizedClientException", "invalid token"));
		assertThat(status().state()).isEqualTo(FaasStatus.State.UNAVAILABLE);
	}

	@Test
	void asksAgainAfterPassingFault() {
		this.server.answer((request) -> (this.server.requests().size() == 1)
				? StubLambda.error(500, "ServiceException", "internal error")
				: StubAnswer.json(200, "{\"State\":\"Active\"}"));
		assertThat(status().state()).isEqualTo(FaasStatus.State.AVAILABLE);
		assertThat(this.server.requests()).hasSize(2);
	}

	private FaasStatus status() {
		FaasStatus status = this.lambda.executor(this.server.uri()).status().block();
		assertThat(status).isNotNull();
		return status;
	}

}
