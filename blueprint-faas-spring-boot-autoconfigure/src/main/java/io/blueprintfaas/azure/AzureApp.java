package io.blueprintfaas.azure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Which function app the function of a job is in. The name of an app is unique in the
 * world: one that is not configured is made from the subscription, and so is not known
 * before that is.
 *
 * @param subscription id of its subscription, or {@code null} if it is not known yet
 * @param resourceGroup its resource group
 * @param region its region, or {@code null} if none is configured, which is enough to
 * call
 * @param name its name, or {@code null} if it is not configured and the subscription is
 * not known yet
 * @param prefix beginning of a name that is not configured
 */
record AzureApp(@Nullable String subscription, String resourceGroup, @Nullable String region, @Nullable String name,
		String prefix) {

	// The app of a job: that of the job, or else the one that jobs share.
	static AzureApp of(FaasJobDefinition job, AzureFaasProperties properties) {
		AzureNames names = new AzureNames(job);
		String own = job.bind(AzureJobProperties.class).app();
		String name = AzureNames.first(own, properties.app());
		if (name != null) {
			names.checkApp((own != null) ? job.property("app") : "blueprint.faas.azure.app", name);
		}
		else {
			names.checkPrefix(properties.functionPrefix());
		}
		String subscription = names.subscription(properties);
		AzureApp app = new AzureApp(subscription, names.resourceGroup(properties),
				AzureNames.first(null, properties.region()), name, properties.functionPrefix());
		return (subscription != null) ? app.named(subscription) : app;
	}

	// The same with its subscription, and so with a name.
	AzureApp named(String subscriptionId) {
		String known = (this.name != null) ? this.name
				: "%s-%s".formatted(this.prefix, hash("%s/%s".formatted(subscriptionId, this.resourceGroup)));
		return new AzureApp(subscriptionId, this.resourceGroup, this.region, known, this.prefix);
	}

	// Its id at the resource manager. It must be named.
	String resourceId() {
		return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Web/sites/%s".formatted(this.subscription,
				this.resourceGroup, this.name);
	}

	@Override
	public String toString() {
		return (this.name != null) ? "'%s' in resource group '%s'".formatted(this.name, this.resourceGroup)
				: "of resource group '%s'".formatted(this.resourceGroup);
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 6);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
