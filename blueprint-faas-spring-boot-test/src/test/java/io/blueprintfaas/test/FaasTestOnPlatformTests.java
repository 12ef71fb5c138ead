package io.blueprintfaas.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;

import io.blueprintfaas.FaasUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@FaasTest(function = FunctionSide.LOCAL_PLATFORM,
		properties = { "blueprint.faas.jobs.process.provider=custom",
				"blueprint.faas.local.directory=target/platform" })
@DisabledOnOs(OS.WINDOWS)
class FaasTestOnPlatformTests {

	@Autowired
	private TestApplication application;

	@Autowired
	private FaasFaults faults;

	@Autowired
	private FaasCallLog log;

	@Test
	void functionIsAProcessOfItsOwn() {
		assertThat(this.application.process()).isNotEqualTo(ProcessHandle.current().pid());
		assertThat(this.log.sent("process")).extracting(SentCall::provider).containsExactly("local");
	}

	@Test
	void faultsBefallItToo() {
		this.faults.of("process").next(Fault.unavailable());
		assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(this.application::process);
	}

}
