package io.blueprintfaas.packaging;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AzureFunctionAppTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(230);

	@ParameterizedTest
	@ValueSource(strings = { "", "1a", "a.b", "a/b", "../a", "ä", "jars", "Lib", "JRE" })
	void refusesNamesThatFoldersOfFunctionsCannotHave(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> entry(name)).withMessageContaining("'" + name + "'");
	}

	@Test
	void refusesNamesThatAreTooLong() {
		assertThat(entry("a".repeat(127)).name()).hasSize(127);
		assertThatIllegalArgumentException().isThrownBy(() -> entry("a".repeat(128)));
	}

	@Test
	void refusesTwoFunctionsOfOneName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureFunctionApp.of(List.of(entry("thumbnail"), entry("Thumbnail")), TIMEOUT))
			.withMessageContaining("two functions named 'Thumbnail'");
	}

	@Test
	void refusesAppsWithoutFunctionsOrTime() {
		assertThatIllegalArgumentException().isThrownBy(() -> AzureFunctionApp.of(List.of(), TIMEOUT));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureFunctionApp.of(List.of(entry("a")), Duration.ofMillis(999)))
			.withMessageContaining("at least 1s");
	}

	@Test
	void sortsItsFunctions() {
		assertThat(AzureFunctionApp.of(List.of(entry("b"), entry("a")), TIMEOUT).functions())
			.containsExactly(entry("a"), entry("b"));
	}

	private static AzureFunctionEntry entry(String name) {
		return new AzureFunctionEntry(name, AuthLevel.FUNCTION);
	}

}
