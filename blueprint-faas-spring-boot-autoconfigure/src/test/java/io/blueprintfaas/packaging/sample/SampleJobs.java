package io.blueprintfaas.packaging.sample;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import io.blueprintfaas.FaasJob;

/**
 * Jobs that tell what they find around them.
 */
@Component
class SampleJobs {

	private static final Log logger = LogFactory.getLog(SampleJobs.class);

	private final ApplicationContext context;

	private final Environment environment;

	private final CountDownLatch never = new CountDownLatch(1);

	private final CountDownLatch ending = new CountDownLatch(1);

	private final CyclicBarrier meeting = new CyclicBarrier(2);

	private final AtomicInteger calls = new AtomicInteger();

	SampleJobs(ApplicationContext context, Environment environment) {
		this.context = context;
		this.environment = environment;
		Assert.state(environment.getProperty("sample.broken") == null, "The sample is broken on purpose");
	}

	@FaasJob(id = 0)
	long square(long number) {
		return number * number;
	}

	@FaasJob(id = 1)
	String print(String text) {
		System.out.println("printed " + text);
		logger.info("logged " + text);
		return text;
	}

	@FaasJob(id = 2)
	List<String> facts() throws IOException {
		return List.of("profiles=" + String.join(",", this.environment.getActiveProfiles()),
				"setting=" + this.environment.getProperty("sample.setting"),
				"server=" + (this.context instanceof WebServerApplicationContext), "listening=" + listening().size(),
				"maxHeap=" + Runtime.getRuntime().maxMemory() / 1024 / 1024,
				"webflux=" + ClassUtils.isPresent("org.springframework.web.reactive.DispatcherHandler", null),
				"nettyServer=" + ClassUtils.isPresent("org.springframework.boot.reactor.netty.NettyWebServer", null),
				"aws=" + ClassUtils.isPresent("software.amazon.awssdk.core.SdkClient", null),
				"azure=" + ClassUtils.isPresent("com.azure.core.credential.TokenCredential", null),
				"gcp=" + ClassUtils.isPresent("com.google.api.gax.rpc.ApiException", null),
				"junit=" + ClassUtils.isPresent("org.junit.jupiter.api.Test", null),
				"version=" + SampleApplication.class.getPackage().getImplementationVersion());
	}

	@FaasJob(id = 3)
	void fail(String message) {
		throw new IllegalStateException(message, new IOException("the cause"));
	}

	@FaasJob(id = 4)
	String wait(String text) throws InterruptedException {
		Assert.state(this.never.await(1, TimeUnit.MINUTES), "Nobody interrupted it");
		return text;
	}

	@FaasJob(id = 5)
	String meet(String text) throws Exception {
		this.meeting.await(20, TimeUnit.SECONDS);
		return text;
	}

	@FaasJob(id = 6)
	int calls() {
		return this.calls.incrementAndGet();
	}

	@FaasJob(id = 7)
	String echo(String text) {
		return text;
	}

	// Ends with the function, or after a while
	@FaasJob(id = 8)
	String work() throws InterruptedException {
		System.out.println("began to work");
		return this.ending.await(20, TimeUnit.SECONDS) ? "done" : "not asked to end";
	}

	@FaasJob(id = 9)
	void exit(int status) {
		System.exit(status);
	}

	@FaasJob(id = 10)
	String complain(String text) {
		System.err.print("complained " + text);
		return text;
	}

	@EventListener(ContextClosedEvent.class)
	void close() {
		this.ending.countDown();
	}

	// Sockets of this process that wait for connections, as Linux tells them
	private static Set<String> listening() throws IOException {
		Set<String> listening = new HashSet<>();
		for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
			for (String line : Files.readAllLines(Path.of(table))) {
				String[] columns = line.trim().split("\\s+");
				if (columns[3].equals("0A")) {
					listening.add("socket:[" + columns[9] + "]");
				}
			}
		}
		listening.retainAll(sockets());
		return listening;
	}

	private static List<String> sockets() throws IOException {
		List<String> sockets = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : descriptors) {
				if (Files.isSymbolicLink(descriptor)) {
					sockets.add(Files.readSymbolicLink(descriptor).toString());
				}
			}
		}
		return sockets;
	}

}
