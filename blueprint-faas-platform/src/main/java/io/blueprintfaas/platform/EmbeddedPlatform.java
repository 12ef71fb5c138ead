package io.blueprintfaas.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import io.blueprintfaas.platform.deployment.DeploymentStore;
import io.blueprintfaas.platform.function.Functions;
import io.blueprintfaas.platform.web.ApiKeys;
import io.blueprintfaas.platform.web.PlatformRoutes;

/**
 * A platform inside another application: an HTTP server of its own on the loopback
 * address, without a Spring context and without settings of the application.
 */
public final class EmbeddedPlatform implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EmbeddedPlatform.class);

	private static final Duration END = Duration.ofSeconds(5);

	private final Functions functions;

	private final LoopResources loops;

	private final DisposableServer server;

	private final @Nullable Path temporary;

	private EmbeddedPlatform(Functions functions, LoopResources loops, DisposableServer server,
			@Nullable Path temporary) {
		this.functions = functions;
		this.loops = loops;
		this.server = server;
		this.temporary = temporary;
	}

	/**
	 * Starts a platform, and takes up what is deployed in its folder.
	 * @param settings how to start it
	 * @return the platform, ready for requests
	 * @throws UncheckedIOException if its folder cannot be used
	 */
	public static EmbeddedPlatform start(PlatformSettings settings) {
		try {
			Path given = settings.dataDirectory();
			return (given != null) ? start(settings, given, null) : startInTemporaryFolder(settings);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The platform cannot be started: " + ex.getMessage(), ex);
		}
	}

	private static EmbeddedPlatform startInTemporaryFolder(PlatformSettings settings) throws IOException {
		Path folder = Files.createTempDirectory("blueprint-platform-");
		try {
			return start(settings, folder, folder);
		}
		catch (IOException | RuntimeException ex) {
			delete(folder);
			throw ex;
		}
	}

	private static EmbeddedPlatform start(PlatformSettings settings, Path directory, @Nullable Path temporary)
			throws IOException {
		DeploymentStore store = new DeploymentStore(directory, settings.packages());
		Functions functions = new Functions(store, settings.engine());
		LoopResources loops = LoopResources.create("blueprint-platform", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
		try {
			DisposableServer server = bind(settings, functions, loops);
			return new EmbeddedPlatform(functions, loops, server, temporary);
		}
		catch (RuntimeException ex) {
			functions.close();
			loops.dispose();
			throw ex;
		}
	}

	private static DisposableServer bind(PlatformSettings settings, Functions functions, LoopResources loops) {
		ApiKeys keys = new ApiKeys(settings.apiKeys(), settings.apiKeyHeader());
		HttpHandler handler = RouterFunctions.toHttpHandler(PlatformRoutes.create(functions, keys),
				HandlerStrategies.empty().build());
		return HttpServer.create()
			.bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
			.runOn(loops)
			// With a group, disposing the server waits until answers under way are
			// written
			.channelGroup(new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE))
			.handle(new ReactorHttpHandlerAdapter(handler))
			.bindNow();
	}

	/**
	 * Where the platform is.
	 * @return its address, without a path
	 */
	public URI baseUrl() {
		return URI.create("http://%s:%d".formatted(this.server.host(), this.server.port()));
	}

	/**
	 * Refuses new calls, lets running ones end within the grace period, and then ends
	 * everything: instances, server and threads. Closing twice is closing once.
	 */
	@Override
	public void close() {
		this.functions.close();
		this.server.disposeNow(END);
		this.loops.disposeLater(Duration.ZERO, END).block(END);
		if (this.temporary != null) {
			delete(this.temporary);
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			logger.warn("The temporary folder '%s' cannot be deleted".formatted(folder), ex);
		}
	}

}
