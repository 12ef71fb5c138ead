package io.blueprintfaas.runtime.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.runtime.FunctionCallException;
import io.blueprintfaas.runtime.TestHandlers;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LambdaHandlerTests {

	private final LambdaHandler handler = new LambdaHandler(TestHandlers.runtime(new LambdaJobs()));

	@Test
	void answersWithTheResult() throws IOException {
		WireResponse response = handle(LambdaJobs.request(1, "[12]"), 3000);
		assertThat(response.success()).isTrue();
		assertThat(response.result()).asString().isEqualTo("144");
	}

	@Test
	void throwsWhatTheHandlerThrew() {
		assertThatExceptionOfType(FileNotFoundException.class)
			.isThrownBy(() -> handle(LambdaJobs.request(2, "[]"), 3000))
			.withMessage("picture.png");
	}

	@Test
	void answersWhatTheHandlerIsNotToBlameForUnlessNobodyReadsIt() throws IOException {
		assertThat(handle(LambdaJobs.request(7, "[]"), 3000).errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThatExceptionOfType(FunctionCallException.class).isThrownBy(() -> handle(LambdaJobs.event(7, "[]"), 3000))
			.withMessageStartingWith(WireResponse.NO_SUCH_JOB);
	}

	@Test
	void startsNothingWhenNoTimeIsLeft() throws IOException {
		assertThat(handle(LambdaJobs.request(1, "[12]"), 40).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
	}

	@Test
	void instanceIsNamedAfterItsLogOrAtRandom() {
		assertThat(LambdaFunction.instanceName("2026/01/01/[$LATEST]0af3")).isEqualTo("2026/01/01/[$LATEST]0af3");
		assertThat(LambdaFunction.instanceName(null)).isNotEqualTo(LambdaFunction.instanceName(null));
	}

	private WireResponse handle(byte[] request, int remaining) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		Context context = (Context) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Context.class }, (proxy, method, arguments) -> remaining);
		this.handler.handleRequest(new ByteArrayInputStream(request), output, context);
		return WireFormat.readResponse(output.toByteArray());
	}

}
