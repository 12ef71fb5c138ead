package io.blueprintfaas.actuate;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class FaasInfoTests {

	@ParameterizedTest
	@EnumSource
	void countsJobsAndProviders(Stack stack) {
		stack.run(List.of("blueprint.faas.jobs.thumbnail.provider=local,other",
				"blueprint.faas.jobs.square.provider=other"), (context, http) -> {
					JsonNode info = http.get("/info").json().at("/faas");
					assertThat(info.at("/jobs").asInt()).isEqualTo(3);
					assertThat(info.at("/delegated").asInt()).isEqualTo(2);
					assertThat(info.at("/providers").toString()).isEqualTo("{\"local\":1,\"other\":2}");
					assertThat(info.at("/wire").asString()).isEqualTo("v1.1");
				});
	}

	@ParameterizedTest
	@EnumSource
	void canBeSwitchedOff(Stack stack) {
		stack.run(List.of("management.info.faas.enabled=false"),
				(context, http) -> assertThat(http.get("/info").json().has("faas")).isFalse());
	}

}
