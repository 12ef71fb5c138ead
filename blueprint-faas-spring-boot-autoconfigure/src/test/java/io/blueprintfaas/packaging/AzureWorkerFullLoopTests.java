package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The whole way of calls, with Azure's Java worker at its end.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class AzureWorkerFullLoopTests extends AzureFullLoop {

	@Override
	AzureProcess start(Path unpacked) throws Exception {
		return AzureProcess.worker(unpacked, Map.of()).awaitLoaded();
	}

	@Override
	String runtime() {
		return "21";
	}

}
