package io.blueprintfaas.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;
import io.blueprintfaas.codec.RawPayloadCodec;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Chooses the codec of a job: the one it names, {@code raw} for bytes to bytes, otherwise
 * {@code json}.
 */
final class CodecSelection implements BiFunction<String, JobSignature, PayloadCodec> {

	private final Map<String, PayloadCodec> codecs = new TreeMap<>();

	private final Map<String, Job> jobs;

	CodecSelection(List<PayloadCodec> codecs, Map<String, Job> jobs) {
		codecs.forEach((codec) -> this.codecs.putIfAbsent(codec.name(), codec));
		this.jobs = jobs;
	}

	@Override
	public PayloadCodec apply(String job, JobSignature signature) {
		Job settings = this.jobs.get(job);
		String named = (settings != null) ? settings.codec() : null;
		String name = (named != null) ? named : (RawPayloadCodec.fits(signature) ? "raw" : "json");
		PayloadCodec codec = this.codecs.get(name);
		if (codec == null) {
			throw new InvalidFaasJobException(
					"blueprint.faas.jobs.%s.codec is '%s', but there is no such codec".formatted(job, name),
					"The codecs here are %s; a PayloadCodec bean adds one"
						.formatted(String.join(", ", this.codecs.keySet())));
		}
		return codec;
	}

}
