package io.blueprintfaas.runtime;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.JsonPayloadCodec;
import io.blueprintfaas.codec.PayloadCodec;
import io.blueprintfaas.codec.RawPayloadCodec;

/**
 * Makes handlers of annotated methods, by reflection as the Spring side does.
 */
public final class TestHandlers {

	private static final PayloadCodec json = new JsonPayloadCodec(JsonMapper.builder().build());

	private static final PayloadCodec raw = new RawPayloadCodec();

	private TestHandlers() {
	}

	/**
	 * Runtime with the annotated methods of an object.
	 * @param jobs the object
	 * @return the runtime
	 */
	public static FunctionRuntime runtime(Object jobs) {
		return new FunctionRuntime(of(jobs));
	}

	static List<FunctionHandler> of(Object jobs) {
		return Arrays.stream(jobs.getClass().getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(FaasJob.class))
			.map((method) -> of(jobs, method))
			.toList();
	}

	private static FunctionHandler of(Object jobs, Method method) {
		method.setAccessible(true);
		JobSignature signature = JobSignature.of(method, jobs.getClass());
		JobKey key = new JobKey(method.getAnnotation(FaasJob.class).id(), method.getName());
		return new FunctionHandler(key, signature, RawPayloadCodec.fits(signature) ? raw : json,
				(arguments) -> method.invoke(jobs, arguments));
	}

}
