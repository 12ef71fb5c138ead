package io.blueprintfaas.platform.deployment;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How large a package may be.
 *
 * @param upload most bytes of the zip
 * @param unpacked most bytes of all its files
 * @param entries most files and folders in it
 */
public record PackageLimits(DataSize upload, DataSize unpacked, int entries) {

	/**
	 * The limits of the specification: 50 MB, 250 MB unpacked; and 65535 entries.
	 */
	public static final PackageLimits DEFAULTS = new PackageLimits(DataSize.ofMegabytes(50), DataSize.ofMegabytes(250),
			65535);

	public PackageLimits {
		Assert.isTrue(upload.toBytes() > 0, () -> "'upload' must be more than 0, but is %s".formatted(upload));
		Assert.isTrue(unpacked.toBytes() > 0, () -> "'unpacked' must be more than 0, but is %s".formatted(unpacked));
		Assert.isTrue(entries > 0, () -> "'entries' must be at least 1, but is %d".formatted(entries));
	}

}
