package io.blueprintfaas.aws;

/**
 * What a lifecycle does at AWS, one request or one wait at a time: how it is called in
 * messages, and the right it takes.
 */
enum LambdaStep {

	CHECKING("checking the package", ""),

	READING("reading the package", ""),

	LOOKING("looking at what is deployed", "lambda:GetFunction"),

	LOOKING_AT_ALIAS("looking at the alias", "lambda:GetAlias"),

	LOOKING_AT_PROVISIONED("looking at the provisioned concurrency", "lambda:ListProvisionedConcurrencyConfigs"),

	LOOKING_AT_EVENTS("looking at how events are retried", "lambda:GetFunctionEventInvokeConfig"),

	UPLOADING("uploading the package to the bucket", "s3:PutObject"),

	CREATING("creating the function", "lambda:CreateFunction"),

	UPDATING_CODE("updating the code", "lambda:UpdateFunctionCode"),

	UPDATING_CONFIGURATION("updating the configuration", "lambda:UpdateFunctionConfiguration"),

	WAITING("waiting for the function to be ready", "lambda:GetFunction"),

	TAGGING("setting the tags", "lambda:TagResource"),

	UNTAGGING("removing tags", "lambda:UntagResource"),

	RESERVING("reserving the concurrency", "lambda:PutFunctionConcurrency"),

	UNRESERVING("removing the reserved concurrency", "lambda:DeleteFunctionConcurrency"),

	PUBLISHING("publishing a version", "lambda:PublishVersion"),

	WAITING_FOR_VERSION("waiting for the version to be ready", "lambda:GetFunction"),

	PROVISIONING("provisioning concurrency", "lambda:PutProvisionedConcurrencyConfig"),

	WAITING_FOR_PROVISIONED("waiting for the provisioned concurrency", "lambda:GetProvisionedConcurrencyConfig"),

	UNPROVISIONING("removing provisioned concurrency", "lambda:DeleteProvisionedConcurrencyConfig"),

	CREATING_ALIAS("creating the alias", "lambda:CreateAlias"),

	MOVING_ALIAS("moving the alias", "lambda:UpdateAlias"),

	CONFIGURING_EVENTS("setting how events are retried", "lambda:PutFunctionEventInvokeConfig"),

	UPDATING_EVENTS("setting how events are retried", "lambda:UpdateFunctionEventInvokeConfig"),

	REMOVING_EVENTS("removing how events are retried", "lambda:DeleteFunctionEventInvokeConfig"),

	LISTING_VERSIONS("listing the versions", "lambda:ListVersionsByFunction"),

	LISTING_ALIASES("listing the aliases", "lambda:ListAliases"),

	REMOVING_VERSION("removing a version", "lambda:DeleteFunction"),

	REMOVING_ALIAS("removing the alias", "lambda:DeleteAlias"),

	REMOVING("removing the function", "lambda:DeleteFunction"),

	WAITING_FOR_REMOVAL("waiting for the function to be gone", "lambda:GetFunction"),

	LISTING_PACKAGES("listing packages in the bucket", "s3:ListBucket"),

	REMOVING_PACKAGES("removing packages from the bucket", "s3:DeleteObject"),

	WARMING("warming the function", "lambda:InvokeFunction");

	private final String text;

	private final String action;

	LambdaStep(String text, String action) {
		this.text = text;
		this.action = action;
	}

	// For people, for example 'updating the code'.
	String text() {
		return this.text;
	}

	// The IAM action the step needs; empty if it touches no network.
	String action() {
		return this.action;
	}

}
