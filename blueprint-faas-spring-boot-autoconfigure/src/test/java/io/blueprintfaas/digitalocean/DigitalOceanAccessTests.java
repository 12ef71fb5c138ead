package io.blueprintfaas.digitalocean;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.openwhisk.OpenWhiskAccessException;
import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;
import io.blueprintfaas.openwhisk.OpenWhiskNamespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DigitalOceanAccess}, with the namespaces and keys behind it.
 */
class DigitalOceanAccessTests {

	private final TestDigitalOcean test = new TestDigitalOcean();

	@AfterEach
	void close() {
		this.test.close();
	}

	@Test
	void findsNamespaceByLabelAndRegionAndMakesOneKey() {
		this.test.api.add("ap-1", "blueprint-faas", "fra1");
		this.test.api.add("fn-other", "other", "fra1");
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace found = access.namespace().block();
		assertThat(found.namespace()).isEqualTo(TestDigitalOcean.ID);
		assertThat(found.apiHost()).isEqualTo(this.test.whisk.address());
		assertThat(this.test.api.keys()).singleElement()
			.satisfies((id) -> assertThat(found.key()).startsWith(id + ":"));
		assertThat(access.namespace().block()).isEqualTo(found);
		assertThat(this.test.api.take()).containsExactly("list", "create key");
	}

	@Test
	void asksOnceForManyFirstCalls() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		Set<OpenWhiskNamespace> found = Set
			.copyOf(Flux.range(0, 100).flatMap((number) -> access.namespace(), 100).collectList().block());
		assertThat(found).hasSize(1);
		assertThat(this.test.api.take()).containsExactly("list", "create key");
	}

	@Test
	void readsAllPagesButSendsTheTokenNowhereElse() {
		this.test.api.add("fn-1", "one", "fra1");
		this.test.api.add("fn-2", "two", "fra1");
		this.test.api.add("blueprint-faas", "fra1");
		this.test.api.pageSize = 1;
		assertThat(this.test.finding().namespace().block().namespace()).isEqualTo(TestDigitalOcean.ID);
		assertThat(this.test.api.take()).containsExactly("list", "list", "list", "create key");
	}

	@Test
	void callsMakeNoNamespace() {
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskAccessException failure = failure(access.namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_DEPLOYED);
		assertThat(failure).hasMessage("there is no namespace 'blueprint-faas' in fra1; deploying makes it");
		assertThat(access.isThere().block()).isFalse();
		assertThat(this.test.api.take()).containsExactly("list", "list");
	}

	@Test
	void repeatedCallsWithoutNamespaceAreRefusedWithoutAsking() {
		DigitalOceanAccess access = this.test.finding();
		failure(access.namespace());
		failure(access.namespace());
		assertThat(this.test.api.take()).containsExactly("list");
		this.test.clock.advance(SharedLookup.PAUSE);
		this.test.api.add("blueprint-faas", "fra1");
		assertThat(access.namespace().block()).isNotNull();
	}

	@Test
	void deployingMakesNamespaceOnce() {
		failure(this.test.finding().namespace());
		DigitalOceanAccess access = this.test.creating();
		assertThat(Flux.range(0, 20).flatMap((number) -> access.namespace(), 20).distinct().collectList().block())
			.singleElement()
			.satisfies((found) -> assertThat(found.namespace()).isEqualTo(TestDigitalOcean.ID));
		assertThat(this.test.api.take()).containsOnlyOnce("create").containsOnlyOnce("create key");
		assertThat(this.test.finding().namespace().block()).isNotNull();
	}

	@Test
	void deployingFallsBackToTheWrappedForm() {
		this.test.api.wrapped = true;
		assertThat(this.test.creating().namespace().block().namespace()).isEqualTo(TestDigitalOcean.ID);
		assertThat(this.test.api.take()).containsExactly("list", "create", "create", "create key");
	}

	@Test
	void deployingTakesTheNamespaceThatSomebodyElseHasJustMade() {
		DigitalOceanAccess access = this.test.creating();
		this.test.api.refuse("create", 1, FakeDigitalOcean.error(409, "conflict", "label is taken"));
		this.test.api.refuse("list", 1, StubAnswer.json(200, "{\"namespaces\":[]}"));
		this.test.api.add("blueprint-faas", "fra1");
		assertThat(access.namespace().block().namespace()).isEqualTo(TestDigitalOcean.ID);
		assertThat(this.test.api.take()).containsExactly("list", "create", "list", "create key");
	}

	@Test
	void reportsLabelInAnotherRegion() {
		this.test.api.add("blueprint-faas", "nyc1");
		OpenWhiskAccessException failure = failure(this.test.creating().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.NOT_DEPLOYED);
		assertThat(failure).hasMessage(
				"namespace 'blueprint-faas' (%s in nyc1) is not in region fra1; correct 'blueprint.faas.digitalocean.region', or set another 'blueprint.faas.digitalocean.namespace-label'"
					.formatted(TestDigitalOcean.ID));
		assertThat(this.test.api.take()).containsExactly("list");
	}

	@Test
	void reportsSeveralNamespacesOfOneLabel() {
		this.test.api.add("fn-1", "blueprint-faas", "fra1");
		this.test.api.add("blueprint-faas", "fra1");
		assertThat(failure(this.test.finding().namespace())).hasMessageContaining("several namespaces")
			.hasMessageContaining("fn-1")
			.hasMessageContaining("'blueprint.faas.digitalocean.namespace'");
	}

	@Test
	void findsNamespaceById() {
		this.test.set("namespace", TestDigitalOcean.ID);
		this.test.set("region", null);
		this.test.api.add("another label", "xyz9");
		assertThat(this.test.finding().namespace().block().namespace()).isEqualTo(TestDigitalOcean.ID);
	}

	@Test
	void neverMakesNamespaceThatIsNamedById() {
		this.test.set("namespace", "fn-missing");
		this.test.api.add("blueprint-faas", "fra1");
		assertThat(failure(this.test.creating().namespace()))
			.hasMessageContaining("no namespace 'fn-missing', but 'blueprint-faas'");
		assertThat(this.test.api.take()).containsExactly("list");
	}

	@Test
	void reportsReachedLimit() {
		this.test.api.refuse("create", 1,
				FakeDigitalOcean.error(422, "unprocessable_entity", "namespace limit reached"));
		assertThat(failure(this.test.creating().namespace())).hasMessageContaining("creating the namespace failed")
			.hasMessageContaining("answered 422 (unprocessable_entity: namespace limit reached)")
			.hasMessageContaining("at most 10 namespaces");
	}

	@Test
	void namesMissingToken() {
		this.test.set("token", null);
		OpenWhiskAccessException failure = failure(this.test.finding().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.ACCESS_DENIED);
		assertThat(failure).hasMessageContaining("there is none; set 'blueprint.faas.digitalocean.token'");
		assertThat(this.test.api.take()).isEmpty();
	}

	@Test
	void namesMissingScope() {
		this.test.api.refuse("list", 1, FakeDigitalOcean.error(403, "forbidden", "You are missing a scope"));
		OpenWhiskAccessException failure = failure(this.test.finding().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.ACCESS_DENIED);
		assertThat(failure).hasMessageContaining("answered 403 (forbidden: You are missing a scope)")
			.hasMessageContaining("the scope function:read");
	}

	@Test
	void reportsWrongToken() {
		this.test.set("token", "dop_v1_wrong");
		OpenWhiskAccessException failure = failure(this.test.finding().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.ACCESS_DENIED);
		assertThat(failure).hasMessageContaining("renew 'blueprint.faas.digitalocean.token'");
		assertThat(failure.getMessage()).doesNotContain("dop_v1_wrong");
	}

	@Test
	void reportsHowLongToWait() {
		this.test.api.refuse("list", 1,
				FakeDigitalOcean.error(429, "too_many_requests", "API rate limit exceeded.").with("Retry-After", "17"));
		OpenWhiskAccessException failure = failure(this.test.finding().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.THROTTLED);
		assertThat(failure).hasMessageContaining("it asks to wait 17 s");
	}

	@Test
	void aFailureThatPassesIsAskedAgainAtOnce() {
		this.test.api.add("blueprint-faas", "fra1");
		this.test.api.refuse("list", 1, FakeDigitalOcean.error(500, "server_error", "Unexpected"));
		DigitalOceanAccess access = this.test.finding();
		assertThat(failure(access.namespace()).getReason()).isEqualTo(Reason.UNAVAILABLE);
		assertThat(access.namespace().block()).isNotNull();
	}

	@Test
	void aLoginPageIsNoList() {
		this.test.api.refuse("list", 1, StubAnswer.json(200, "<html>"));
		assertThat(failure(this.test.finding().namespace()))
			.hasMessageContaining("answered 200, but without a list of namespaces");
	}

	@Test
	void configuredKeyNeedsNoToken() {
		this.test.set("token", null);
		this.test.set("api-host", this.test.whisk.address().toString());
		this.test.set("api-key", "id:secret");
		OpenWhiskNamespace found = this.test.finding().namespace().block();
		assertThat(found.key()).isEqualTo("id:secret");
		assertThat(found.namespace()).isEqualTo("_");
		assertThat(this.test.finding().refused(found).blockOptional()).isEmpty();
		assertThat(this.test.api.take()).isEmpty();
	}

	@Test
	void configuredKeyWinsOverAKeyOfTheToken() {
		this.test.api.add("blueprint-faas", "fra1");
		this.test.set("api-key", "id:secret");
		assertThat(this.test.finding().namespace().block().key()).isEqualTo("id:secret");
		assertThat(this.test.api.take()).containsExactly("list");
	}

	@Test
	void refusedKeyIsReplacedOnceForAllCalls() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace first = access.namespace().block();
		this.test.api.revokeKeys();
		List<OpenWhiskNamespace> others = Flux.range(0, 50)
			.flatMap((number) -> access.refused(first), 50)
			.distinct()
			.collectList()
			.block();
		assertThat(others).singleElement().isNotEqualTo(first);
		assertThat(access.namespace().block()).isEqualTo(others.get(0));
		assertThat(this.test.api.take()).containsExactly("list", "create key", "create key");
	}

	@Test
	void keysThatAreAllRefusedAreNotMadeWithoutEnd() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace second = access.refused(access.namespace().block()).block();
		assertThat(access.refused(second).blockOptional()).isEmpty();
		this.test.clock.advance(Duration.ofMinutes(1));
		assertThat(access.refused(second).block()).isNotEqualTo(second);
		assertThat(this.test.api.keys()).hasSize(3);
	}

	@Test
	void namespaceThatWasDeletedAndMadeAgainIsFoundAgain() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace first = access.namespace().block();
		this.test.api.delete(TestDigitalOcean.ID);
		this.test.api.add("fn-new", "blueprint-faas", "fra1");
		assertThat(access.refused(first).block().namespace()).isEqualTo("fn-new");
	}

	@Test
	void namespaceThatWasDeletedIsNotDeployed() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace first = access.namespace().block();
		this.test.api.delete(TestDigitalOcean.ID);
		assertThat(failure(access.refused(first)).getReason()).isEqualTo(Reason.NOT_DEPLOYED);
	}

	@Test
	void keyIsRenewedBeforeItExpires() {
		this.test.set("key-expiry", "10h");
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace first = access.namespace().block();
		this.test.clock.advance(Duration.ofHours(9));
		assertThat(access.namespace().block()).isEqualTo(first);
		Awaitility.await().until(() -> !access.namespace().block().equals(first));
		assertThat(this.test.api.take()).containsExactly("list", "create key", "create key");
	}

	@Test
	void keyIsUsedWhileItCannotBeRenewedAndNotWhenItHasExpired() {
		this.test.set("key-expiry", "10h");
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace first = access.namespace().block();
		this.test.api.refuse("create key", 2, FakeDigitalOcean.error(500, "server_error", "Unexpected"));
		this.test.clock.advance(Duration.ofHours(9));
		assertThat(access.namespace().block()).isEqualTo(first);
		Awaitility.await().until(() -> this.test.api.take().contains("create key"));
		assertThat(access.namespace().block()).isEqualTo(first);
		this.test.clock.advance(Duration.ofHours(1));
		assertThat(failure(access.namespace()).getReason()).isEqualTo(Reason.UNAVAILABLE);
		Awaitility.await().ignoreExceptions().until(() -> !access.namespace().block().equals(first));
	}

	@Test
	void ownKeyOfTheNamespaceIsTheLastResort() {
		this.test.api.tellsOldKeys = true;
		this.test.api.add("blueprint-faas", "fra1");
		this.test.api.refuse("create key", 1, FakeDigitalOcean.error(403, "forbidden", "missing scope"));
		DigitalOceanAccess access = this.test.finding();
		OpenWhiskNamespace found = access.namespace().block();
		assertThat(found.key()).isEqualTo(this.test.whisk.apiKey());
		assertThat(access.refused(found).blockOptional()).isEmpty();
		this.test.keys.revokeAll();
		assertThat(this.test.api.take()).containsExactly("list", "create key");
	}

	@Test
	void reportsThatNoKeyCanBeMade() {
		this.test.api.add("blueprint-faas", "fra1");
		this.test.api.refuse("create key", 1, FakeDigitalOcean.error(403, "forbidden", "missing scope"));
		OpenWhiskAccessException failure = failure(this.test.finding().namespace());
		assertThat(failure.getReason()).isEqualTo(Reason.ACCESS_DENIED);
		assertThat(failure).hasMessageContaining("creating an access key failed")
			.hasMessageContaining("the scope function:admin");
	}

	@Test
	void revokesEveryKeyThatWasMade() {
		this.test.api.add("blueprint-faas", "fra1");
		DigitalOceanAccess access = this.test.finding();
		access.refused(access.namespace().block()).block();
		assertThat(this.test.api.keys()).hasSize(2);
		this.test.keys.revokeAll();
		assertThat(this.test.api.keys()).isEmpty();
		this.test.keys.revokeAll();
		assertThat(this.test.api.take()).filteredOn("delete key"::equals).hasSize(2);
	}

	@Test
	void keyThatCannotBeRevokedDoesNotStopTheEnd() {
		this.test.api.add("blueprint-faas", "fra1");
		this.test.finding().namespace().block();
		this.test.api.refuse("delete key", 1, FakeDigitalOcean.error(500, "server_error", "Unexpected"));
		this.test.keys.revokeAll();
		assertThat(this.test.api.keys()).hasSize(1);
	}

	@Test
	void showsNoSecrets() {
		this.test.api.tellsOldKeys = true;
		this.test.api.add("blueprint-faas", "fra1");
		OpenWhiskNamespace found = this.test.finding().namespace().block();
		assertThat(this.test.api.secrets()).hasSizeGreaterThan(2)
			.allSatisfy(
					(secret) -> assertThat("%s %s".formatted(found, this.test.properties())).doesNotContain(secret));
	}

	private static OpenWhiskAccessException failure(Mono<?> source) {
		OpenWhiskAccessException failure = catchThrowableOfType(OpenWhiskAccessException.class, source::block);
		assertThat(failure).isNotNull();
		assertThat(failure.getMessage()).doesNotContain(FakeDigitalOcean.TOKEN);
		return failure;
	}

}
