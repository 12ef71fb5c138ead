package io.blueprintfaas.benchmarks;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * A payload of 1 MB to a request and back, against Jackson with the same JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireFormatBenchmark {

	private static final int SIZE = 1 << 20;

	@Param({ "V1_0", "V1_1" })
	private WireVersion version = WireVersion.V1_0;

	private final JsonMapper jackson = JsonMapper.builder().build();

	private final byte[] payload = new byte[SIZE];

	private final int[] numbers = new int[SIZE];

	/**
	 * Makes a payload of random bytes.
	 */
	@Setup
	public void makePayload() {
		new Random(42).nextBytes(this.payload);
		for (int i = 0; i < SIZE; i++) {
			this.numbers[i] = this.payload[i] & 0xFF;
		}
	}

	/**
	 * Our own reading and writing.
	 * @return what was read
	 */
	@Benchmark
	public WireRequest wireFormat() {
		return WireFormat.readRequest(WireFormat
			.writeRequest(new WireRequest(this.version, 1, this.payload, null, null, Map.of(), null, false)));
	}

	/**
	 * The baseline: numbers as an array of them, base64 as Jackson does it.
	 * @return what was read
	 */
	@Benchmark
	public Object jackson() {
		return (this.version == WireVersion.V1_0)
				? this.jackson.readValue(this.jackson.writeValueAsBytes(new Numbers(1, this.numbers)), Numbers.class)
				: this.jackson.readValue(this.jackson.writeValueAsBytes(new Bytes(1, this.payload)), Bytes.class);
	}

	/**
	 * A request with bytes as numbers.
	 *
	 * @param id number of the job
	 * @param args the numbers
	 */
	public record Numbers(long id, int[] args) {

	}

	/**
	 * A request with bytes as base64.
	 *
	 * @param id number of the job
	 * @param args the bytes
	 */
	public record Bytes(long id, byte[] args) {

	}

}
