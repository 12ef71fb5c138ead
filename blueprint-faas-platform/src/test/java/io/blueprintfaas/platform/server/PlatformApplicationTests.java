package io.blueprintfaas.platform.server;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The platform as an application: its properties and its security.
 */
class PlatformApplicationTests {

	@TempDir
	private Path folder;

	private @Nullable ConfigurableApplicationContext context;

	private int port;

	@AfterEach
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
	}

	private void start(String... properties) {
		List<String> args = new ArrayList<>(List.of(properties));
		args.add("--server.port=0");
		args.add("--blueprint.platform.data-directory=" + this.folder.resolve("data"));
		this.context = PlatformApplication.run(args.toArray(new String[0]));
		this.port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	private HttpResponse<String> get(HttpClient client, String scheme, String path, String... headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("%s://localhost:%d%s".formatted(scheme, this.port, path)));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return client.send(request.build(), BodyHandlers.ofString());
	}

	private int status(String... headers) throws Exception {
		return get(HttpClient.newHttpClient(), "http", "/api/functions", headers).statusCode();
	}

	@Test
	void listensOnTheLoopbackAddressIfItAsksForNothing() throws Exception {
		start();
		assertThat(status()).isEqualTo(200);
		HttpResponse<String> unknown = get(HttpClient.newHttpClient(), "http", "/nowhere");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("\"code\":\"NOT_FOUND\"");
	}

	@Test
	void asksForAKey() throws Exception {
		start("--blueprint.platform.api-keys=secret,other", "--blueprint.platform.api-key-header=X-Mine");
		assertThat(status()).isEqualTo(401);
		assertThat(status("Authorization", "Bearer wrong")).isEqualTo(401);
		assertThat(status("Authorization", "Bearer secret")).isEqualTo(200);
		assertThat(status("X-Mine", "other")).isEqualTo(200);
		HttpResponse<String> refused = get(HttpClient.newHttpClient(), "http", "/nowhere");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("\"code\":\"UNAUTHORIZED\"", "\"details\":{}");
		assertThat(get(HttpClient.newHttpClient(), "http", "/api/health").statusCode()).isEqualTo(200);
	}

	@Test
	void asksForATokenOrAKey() throws Exception {
		KeyPair keys = rsa();
		Path publicKey = this.folder.resolve("public.pem");
		Files.writeString(publicKey, "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())));
		start("--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + publicKey,
				"--blueprint.platform.api-keys=secret");
		assertThat(status()).isEqualTo(401);
		assertThat(status("Authorization", "Bearer " + token(keys, 60))).isEqualTo(200);
		assertThat(status("Authorization", "Bearer " + token(keys, -600))).isEqualTo(401);
		assertThat(status("Authorization", "Bearer " + token(rsa(), 60))).isEqualTo(401);
		assertThat(status("Authorization", "Bearer secret")).isEqualTo(200);
		assertThat(status("Authorization", "Bearer wrong")).isEqualTo(401);
	}

	@Test
	void asksForAClientCertificate() throws Exception {
		Path server = keyStore("server", "SAN=dns:localhost");
		Path client = keyStore("client", "SAN=dns:client");
		Path stranger = keyStore("stranger", "SAN=dns:stranger");
		trust(client, "client", server);
		start("--server.ssl.bundle=mine", "--server.ssl.client-auth=need",
				"--spring.ssl.bundle.jks.mine.keystore.location=file:" + server,
				"--spring.ssl.bundle.jks.mine.keystore.password=changeit",
				"--spring.ssl.bundle.jks.mine.truststore.location=file:" + server,
				"--spring.ssl.bundle.jks.mine.truststore.password=changeit");
		assertThat(get(tls(client, server), "https", "/api/functions").statusCode()).isEqualTo(200);
		assertThatIOException().isThrownBy(() -> get(tls(stranger, server), "https", "/api/functions"));
	}

	@Test
	void takesACertificateOrAKey() throws Exception {
		Path server = keyStore("server", "SAN=dns:localhost");
		Path client = keyStore("client", "SAN=dns:client");
		trust(client, "client", server);
		start("--server.ssl.bundle=mine", "--server.ssl.client-auth=want", "--blueprint.platform.api-keys=secret",
				"--spring.ssl.bundle.jks.mine.keystore.location=file:" + server,
				"--spring.ssl.bundle.jks.mine.keystore.password=changeit",
				"--spring.ssl.bundle.jks.mine.truststore.location=file:" + server,
				"--spring.ssl.bundle.jks.mine.truststore.password=changeit");
		assertThat(get(tls(client, server), "https", "/api/functions").statusCode()).isEqualTo(200);
		assertThat(get(tls(null, server), "https", "/api/functions").statusCode()).isEqualTo(401);
		assertThat(get(tls(null, server), "https", "/api/functions", "X-API-Key", "secret").statusCode())
			.isEqualTo(200);
	}

	@Test
	void bindsEveryProperty() {
		start("--blueprint.platform.max-upload=1MB", "--blueprint.platform.max-unpacked=2MB",
				"--blueprint.platform.max-entries=3", "--blueprint.platform.max-request=4MB",
				"--blueprint.platform.max-answer=5MB", "--blueprint.platform.max-log=6MB",
				"--blueprint.platform.queue-bound=7", "--blueprint.platform.max-instances=8",
				"--blueprint.platform.max-starting=9", "--blueprint.platform.idle-time=10s",
				"--blueprint.platform.start-timeout=11s", "--blueprint.platform.grace-period=12s",
				"--blueprint.platform.api-keys=hidden");
		PlatformProperties properties = bean(PlatformProperties.class);
		assertThat(properties.packages()).hasToString("PackageLimits[upload=1048576B, unpacked=2097152B, entries=3]");
		assertThat(properties.engine())
			.hasToString("EngineSettings[queueBound=7, maxInstances=8, maxStarting=9, idleTime=PT10S, "
					+ "startTimeout=PT11S, gracePeriod=PT12S, maxRequest=4194304B, maxAnswer=5242880B, "
					+ "maxLog=6291456B]");
		assertThat(properties.toString()).doesNotContain("hidden");
	}

	private <T> T bean(Class<T> type) {
		assertThat(this.context).isNotNull();
		return this.context.getBean(type);
	}

	private static KeyPair rsa() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

	private static String token(KeyPair keys, int seconds) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject("caller")
			.expiresAt(Instant.now().plusSeconds(seconds))
			.build();
		NimbusJwtEncoder encoder = NimbusJwtEncoder
			.withKeyPair((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate())
			.build();
		return encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
	}

	private Path keyStore(String name, String extension) throws Exception {
		Path store = this.folder.resolve(name + ".p12");
		keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
				"-validity", "2", "-ext", extension, "-keystore", store.toString(), "-storepass", "changeit");
		return store;
	}

	private void trust(Path from, String alias, Path by) throws Exception {
		Path certificate = this.folder.resolve(alias + ".pem");
		keytool("-exportcert", "-rfc", "-alias", alias, "-file", certificate.toString(), "-keystore", from.toString(),
				"-storepass", "changeit");
		keytool("-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString(), "-keystore",
				by.toString(), "-storepass", "changeit");
	}

	private static void keytool(String... args) throws Exception {
		List<String> command = new ArrayList<>(List.of(args));
		command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static HttpClient tls(@Nullable Path own, Path trusted) throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init((own != null) ? load(own) : null, "changeit".toCharArray());
		KeyStore anchors = KeyStore.getInstance("PKCS12");
		anchors.load(null, null);
		anchors.setCertificateEntry("server", load(trusted).getCertificate("server"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(anchors);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
	}

	private static KeyStore load(Path store) throws Exception {
		KeyStore loaded = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			loaded.load(in, "changeit".toCharArray());
		}
		return loaded;
	}

}
