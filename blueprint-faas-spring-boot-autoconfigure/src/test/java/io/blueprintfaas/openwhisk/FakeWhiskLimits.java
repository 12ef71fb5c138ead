package io.blueprintfaas.openwhisk;

import java.util.List;
import java.util.Map;

/**
 * What an installation of OpenWhisk allows.
 *
 * @param leastMemory smallest memory of an action, in MB
 * @param mostMemory largest memory of an action, in MB
 * @param leastTimeout shortest time limit of an action, in ms
 * @param mostTimeout longest time limit of an action, in ms
 * @param mostLogs largest log of one activation, in MB
 * @param mostConcurrency most activations of one container at a time
 * @param code most characters of code
 * @param payload most bytes of parameters and of a result
 * @param perMinute most invocations in a minute
 * @param concurrent most invocations at a time
 * @param longestWait longest wait of a blocking invocation, in ms
 * @param kinds kinds of actions by language; the last of a language is its default
 * @param gbs whether activations tell what they cost
 */
public record FakeWhiskLimits(int leastMemory, int mostMemory, int leastTimeout, int mostTimeout, int mostLogs,
		int mostConcurrency, int code, int payload, int perMinute, int concurrent, int longestWait,
		Map<String, List<String>> kinds, boolean gbs) {

	/** As OpenWhisk is delivered, but without a limit on the rate of calls. */
	public static final FakeWhiskLimits OPENWHISK = new FakeWhiskLimits(128, 512, 100, 300_000, 10, 1, 48 << 20,
			1 << 20, Integer.MAX_VALUE, 100, 60_000, Map.of("go", List.of("go:1.20", "go:1.24"), "java",
					List.of("java:8"), "nodejs", List.of("nodejs:20"), "blackbox", List.of("blackbox")),
			false);

	/** As DigitalOcean runs it, but without a limit on the rate of calls. */
	public static final FakeWhiskLimits DIGITALOCEAN = new FakeWhiskLimits(128, 1024, 100, 900_000, 1, 1, 48 << 20,
			1 << 20, Integer.MAX_VALUE, 120, 30_000, Map.of("go", List.of("go:1.17", "go:1.20", "go:1.24"), "nodejs",
					List.of("nodejs:18", "nodejs:22"), "php", List.of("php:8.2"), "python", List.of("python:3.11")),
			true);

	/**
	 * The same with other limits on calls.
	 * @param mostPerMinute most invocations in a minute
	 * @param mostConcurrent most invocations at a time
	 * @return new limits
	 */
	public FakeWhiskLimits calls(int mostPerMinute, int mostConcurrent) {
		return new FakeWhiskLimits(this.leastMemory, this.mostMemory, this.leastTimeout, this.mostTimeout,
				this.mostLogs, this.mostConcurrency, this.code, this.payload, mostPerMinute, mostConcurrent,
				this.longestWait, this.kinds, this.gbs);
	}

	/**
	 * The same with another limit on code.
	 * @param characters most characters of code
	 * @return new limits
	 */
	public FakeWhiskLimits code(int characters) {
		return new FakeWhiskLimits(this.leastMemory, this.mostMemory, this.leastTimeout, this.mostTimeout,
				this.mostLogs, this.mostConcurrency, characters, this.payload, this.perMinute, this.concurrent,
				this.longestWait, this.kinds, this.gbs);
	}

	/**
	 * The same with another concurrency within a container.
	 * @param most most activations of one container at a time
	 * @return new limits
	 */
	public FakeWhiskLimits concurrency(int most) {
		return new FakeWhiskLimits(this.leastMemory, this.mostMemory, this.leastTimeout, this.mostTimeout,
				this.mostLogs, most, this.code, this.payload, this.perMinute, this.concurrent, this.longestWait,
				this.kinds, this.gbs);
	}

	boolean knows(String kind) {
		String language = kind.endsWith(":default") ? kind.substring(0, kind.indexOf(':')) : null;
		return (language != null) ? this.kinds.containsKey(language)
				: this.kinds.values().stream().anyMatch((known) -> known.contains(kind));
	}

	// The kind an action really gets.
	String resolve(String kind) {
		if (!kind.endsWith(":default")) {
			return kind;
		}
		List<String> known = this.kinds.get(kind.substring(0, kind.indexOf(':')));
		return known.get(known.size() - 1);
	}

}
