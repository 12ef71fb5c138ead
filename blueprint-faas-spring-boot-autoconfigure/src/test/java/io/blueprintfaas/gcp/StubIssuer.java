package io.blueprintfaas.gcp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.auth.oauth2.GoogleCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;

/**
 * Whoever issues identity tokens, for a service account whose key was made here. It gives
 * a token only for an assertion that this key has signed.
 */
final class StubIssuer implements AutoCloseable {

	private static final KeyPair KEY = key();

	private final StubServer server = StubServer.start();

	private final List<String> issued = new CopyOnWriteArrayList<>();

	private final List<String> audiences = new CopyOnWriteArrayList<>();

	private final Clock clock;

	private volatile Duration lifetime = Duration.ofHours(1);

	StubIssuer(Clock clock) {
		this.clock = clock;
		issue();
	}

	StubServer server() {
		return this.server;
	}

	void issue() {
		this.server.answer(this::issue);
	}

	void lifetime(Duration newLifetime) {
		this.lifetime = newLifetime;
	}

	// The tokens that were given out.
	List<String> issued() {
		return this.issued;
	}

	// What they were asked for.
	List<String> audiences() {
		return this.audiences;
	}

	GoogleCredentials credentials() {
		try {
			return GoogleCredentials.fromStream(new ByteArrayInputStream(keyFile().getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String keyFile() {
		String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
			.formatted(Base64.getEncoder().encodeToString(KEY.getPrivate().getEncoded()));
		return JsonMapper.shared()
			.createObjectNode()
			.put("type", "service_account")
			.put("project_id", "my-project")
			.put("private_key_id", "k1")
			.put("private_key", pem)
			.put("client_email", "caller@my-project.iam.gserviceaccount.com")
			.put("client_id", "1")
			.put("token_uri", this.server.uri() + "/token")
			.toString();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private StubAnswer issue(StubRequest request) {
		String form = URLDecoder.decode(request.text(), StandardCharsets.UTF_8);
		String[] assertion = form.substring(form.indexOf("assertion=") + 10).split("&")[0].split("\\.");
		if (!isSigned(assertion)) {
			return StubAnswer.json(400, "{\"error\":\"invalid_grant\"}");
		}
		JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(assertion[1]));
		this.audiences.add(claims.path("target_audience").asString(""));
		String token = token();
		this.issued.add(token);
		return StubAnswer.json(200, "{\"id_token\":\"%s\"}".formatted(token));
	}

	private String token() {
		long now = this.clock.instant().getEpochSecond();
		return "%s.%s.%s".formatted(part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}"),
				part("{\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}".formatted(
						this.audiences.get(this.audiences.size() - 1), now, now + this.lifetime.toSeconds(),
						UUID.randomUUID())),
				part("signature"));
	}

	private static String part(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isSigned(String[] assertion) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(KEY.getPublic());
			signature.update("%s.%s".formatted(assertion[0], assertion[1]).getBytes(StandardCharsets.US_ASCII));
			return signature.verify(Base64.getUrlDecoder().decode(assertion[2]));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
