package io.blueprintfaas.azure;

import java.nio.file.Path;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.FaasDeploymentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lifecycles with the real clients at {@link FakeAzure}.
 */
abstract class AzureLifecycleTests {

	@TempDir
	Path folder;

	AzureStage stage;

	FakeAzure azure;

	@BeforeEach
	void startAzure() {
		this.stage = new AzureStage(this.folder);
		this.azure = this.stage.azure;
	}

	@AfterEach
	void stopAzure() {
		this.stage.close();
	}

	FakeSite site() {
		return this.azure.site(AzureStage.APP);
	}

	static void assertFails(ThrowingCallable action, String step, String... parts) {
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(action).satisfies((ex) -> {
			assertThat(ex.getMessage()).contains(parts).doesNotContain(FakeStorageAccounts.KEY, FakeAzure.TOKEN);
			assertThat(ex.getStep()).isEqualTo(step);
		});
	}

}
