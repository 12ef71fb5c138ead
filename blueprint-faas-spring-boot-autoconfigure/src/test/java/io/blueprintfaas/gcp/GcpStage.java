package io.blueprintfaas.gcp;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;

/**
 * Cloud Functions and who issues its tokens, for tests that run what was deployed.
 */
public final class GcpStage implements AutoCloseable {

	/** Project of the functions. */
	public static final String PROJECT = GcpJobs.PROJECT;

	/** Region of the functions. */
	public static final String REGION = GcpJobs.REGION;

	private final FakeCloudFunctions functions = new FakeCloudFunctions();

	private final StubIssuer issuer = new StubIssuer(Clock.systemUTC());

	/**
	 * A stage.
	 * @throws IOException if it cannot listen
	 */
	public GcpStage() throws IOException {
		this.functions.looks = 1;
	}

	/**
	 * Client of the control plane.
	 * @return the real client
	 */
	public FunctionServiceClient client() {
		return this.functions.client();
	}

	/**
	 * Credentials that the issuer knows.
	 * @return those of a service account
	 */
	public CredentialsProvider credentials() {
		return this.issuer::credentials;
	}

	/**
	 * Package that a function runs.
	 * @param function name of the function
	 * @return the zip
	 */
	public byte[] code(String function) {
		return this.functions.uploads()
			.content(this.functions.function(function).getBuildConfig().getSource().getStorageSource().getObject());
	}

	/**
	 * Lets a function be at another address.
	 * @param function name of the function
	 * @param address the address
	 */
	public void serve(String function, URI address) {
		Function.Builder moved = this.functions.function(function).toBuilder();
		moved.getServiceConfigBuilder().setUri(address.toString());
		this.functions.put(function, moved);
	}

	/**
	 * Requests to the control plane since the last time.
	 * @return their names, in their order
	 */
	public List<String> take() {
		return this.functions.take();
	}

	/**
	 * What tokens were asked for.
	 * @return the audiences, in their order
	 */
	public List<String> audiences() {
		return this.issuer.audiences();
	}

	@Override
	public void close() {
		this.functions.close();
		this.issuer.close();
	}

}
