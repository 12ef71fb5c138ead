package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FunctionPackage;

/**
 * Packages the running application, or an artifact, into a folder where an equal package
 * is found again. One call at a time packages; those that wait find its result.
 */
final class ApplicationPackager implements FunctionPackager {

	private final RunningApplication application;

	private final LibraryFilter libraries;

	private final Supplier<Path> directory;

	private final UnusedSdks unusedSdks = new UnusedSdks(ProviderSdk.ALL);

	private final UnusedSdks unusedClients = new UnusedSdks(List.of(ProviderSdk.NETTY));

	private final Lock lock = new ReentrantLock();

	private @Nullable PackageStore store;

	/**
	 * A packager.
	 * @param application the application
	 * @param libraries decides which libraries a function needs
	 * @param directory folder for packages, asked for when the first one is made
	 */
	ApplicationPackager(RunningApplication application, LibraryFilter libraries, Supplier<Path> directory) {
		this.application = application;
		this.libraries = libraries;
		this.directory = directory;
	}

	@Override
	public FunctionPackage packApplication(PackageLayout layout) {
		return pack("The application", (store) -> {
			PackageEntries entries = new PackageEntries();
			layout.write(files(store, layout.isCompact()), entries);
			if (layout.isCompact()) {
				entries.expandJars();
			}
			return store.get(layout.name(), "zip", entries);
		});
	}

	@Override
	public FunctionPackage packArtifact(Path artifact) {
		return pack("'%s'".formatted(artifact), (store) -> new Artifact(artifact).pack(store));
	}

	@Override
	public FunctionPackage packArtifact(Path artifact, @Nullable String executable) {
		return pack("'%s'".formatted(artifact), (store) -> new Artifact(artifact, executable).pack(store));
	}

	private ApplicationFiles files(PackageStore store, boolean compact) throws IOException {
		try (ApplicationParts parts = this.application.parts(store.directory())) {
			Path jar = store.get("app", new ApplicationJar(parts.own())).file();
			List<Path> needed = this.libraries.filter(parts.libraries(), parts.testRun(), (library) -> false);
			// What is left out for other reasons is no reason to keep an SDK
			List<Path> taken = this.libraries.filter(needed, parts.testRun(),
					this.unusedSdks.in(parts.withLibraries(needed)));
			if (compact) {
				taken = this.libraries.filter(taken, parts.testRun(),
						this.unusedClients.in(parts.withLibraries(taken)));
			}
			return new ApplicationFiles(parts.mainClass(), jar, ServletApi.keep(parts.libraries(), taken, store));
		}
	}

	private FunctionPackage pack(String what, Step step) {
		this.lock.lock();
		try {
			if (this.store == null) {
				this.store = new PackageStore(this.directory.get());
			}
			return step.run(this.store);
		}
		catch (IOException ex) {
			throw new PackagingException("%s cannot be packaged: %s. Check that its files can be read, and that '%s' "
				.formatted(what, ex, "blueprint.faas.packaging.directory") + "is a folder with space left", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is done while no other thread packages.
	 */
	private interface Step {

		FunctionPackage run(PackageStore store) throws IOException;

	}

}
