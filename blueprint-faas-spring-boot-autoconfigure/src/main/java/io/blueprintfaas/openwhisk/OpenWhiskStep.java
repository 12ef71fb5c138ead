package io.blueprintfaas.openwhisk;

/**
 * What a lifecycle does, one request at a time, as messages call it.
 */
enum OpenWhiskStep {

	CHECKING("checking the package"),

	LOOKING("looking at what is deployed"),

	CHOOSING("checking the runtime"),

	PREPARING("preparing the package of functions"),

	UPLOADING("uploading the function"),

	CONFIRMING("checking that the function is there"),

	REMOVING("removing the function"),

	REMOVING_PACKAGE("removing the package of functions");

	private final String text;

	OpenWhiskStep(String text) {
		this.text = text;
	}

	// For people, for example 'uploading the function'.
	String text() {
		return this.text;
	}

	// Whether it changes something, so that an answer that is lost may have been that it
	// is done.
	boolean isChange() {
		return switch (this) {
			case PREPARING, UPLOADING, REMOVING, REMOVING_PACKAGE -> true;
			default -> false;
		};
	}

}
