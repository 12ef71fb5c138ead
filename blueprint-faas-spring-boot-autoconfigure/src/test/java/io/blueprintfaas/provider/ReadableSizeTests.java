package io.blueprintfaas.provider;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class ReadableSizeTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 B", "10239, 10239 B", "10240, 10 KB", "1048575, 1023 KB", "1048576, 1.0 MB",
			"27011826, 25.8 MB" })
	void takesTheUnitThatReadsBest(long bytes, String text) {
		assertThat(ReadableSize.of(DataSize.ofBytes(bytes))).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0B", "100, 100B", "1025, 1025B", "2048, 2KB", "1610612736, 1536MB", "53687091200, 50GB" })
	void writesExactlyWhatIsConfigured(long bytes, String text) {
		assertThat(ReadableSize.exact(DataSize.ofBytes(bytes))).isEqualTo(text);
		assertThat(DataSize.parse(text)).isEqualTo(DataSize.ofBytes(bytes));
	}

}
