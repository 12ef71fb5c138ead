package io.blueprintfaas.gcp;

/**
 * What a lifecycle does at GCP, one request or one wait at a time: how it is called in
 * messages, and the permission it takes.
 */
enum GcpStep {

	CHECKING("checking the package", ""),

	LOOKING("looking at what is deployed", "cloudfunctions.functions.get"),

	PREPARING("asking where to upload the package", "cloudfunctions.functions.sourceCodeSet"),

	UPLOADING("uploading the package", ""),

	UPLOADING_TO_BUCKET("uploading the package to the bucket", "storage.objects.create"),

	CREATING("creating the function", "cloudfunctions.functions.create"),

	UPDATING("updating the function", "cloudfunctions.functions.update"),

	FOLLOWING("following the operation", "cloudfunctions.operations.get"),

	CONFIRMING("checking that the function is active", "cloudfunctions.functions.get"),

	REMOVING("removing the function", "cloudfunctions.functions.delete"),

	REMOVING_PACKAGES("removing packages from the bucket", "storage.objects.list and storage.objects.delete"),

	WARMING("warming the function", "run.routes.invoke");

	private final String text;

	private final String permission;

	GcpStep(String text, String permission) {
		this.text = text;
		this.permission = permission;
	}

	// For people, for example 'creating the function'.
	String text() {
		return this.text;
	}

	// The IAM permission the step needs; empty if it needs none.
	String permission() {
		return this.permission;
	}

	// A role of Google's that holds the permission.
	String role() {
		return switch (this) {
			case UPLOADING_TO_BUCKET, REMOVING_PACKAGES -> "roles/storage.objectAdmin on the bucket";
			case WARMING -> "roles/run.invoker";
			default -> "roles/cloudfunctions.developer";
		};
	}

}
