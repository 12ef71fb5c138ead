package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The whole way of calls, with a custom handler at its end.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class AzureHandlerFullLoopTests extends AzureFullLoop {

	@Override
	AzureProcess start(Path unpacked) throws Exception {
		return AzureProcess.handler(unpacked, Map.of()).awaitPing();
	}

	@Override
	String runtime() {
		return "custom";
	}

}
