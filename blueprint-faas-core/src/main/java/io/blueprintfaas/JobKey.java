package io.blueprintfaas;

import java.io.Serializable;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Identity of a job: the number that goes on the wire and the name that people use.
 *
 * @param id number of the job, from 0 to {@link #MAX_ID}
 * @param name name of the job: letters, digits, {@code -} and {@code _}, beginning with a
 * letter, at most 64 characters
 */
public record JobKey(long id, String name) implements Serializable {

	/**
	 * Largest number of a job: the largest unsigned 32 bit value.
	 */
	public static final long MAX_ID = 0xFFFF_FFFFL;

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

	public JobKey {
		Assert.isTrue(id >= 0 && id <= MAX_ID,
				() -> "'id' of job '%s' must be from 0 to %d, but is %d".formatted(name, MAX_ID, id));
		Assert.isTrue(NAME.matcher(name).matches(),
				() -> ("'name' of job %d must be letters, digits, '-' and '_', begin with a letter and have at most "
						+ "64 characters, but is '%s'")
					.formatted(id, name));
	}

	@Override
	public String toString() {
		return "'%s' (%d)".formatted(this.name, this.id);
	}

}
