package io.blueprintfaas.azure;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.provider.CallPreparationException;

/**
 * Where the calls of one function get from what they prove who they are with.
 */
interface AzureProofs {

	/**
	 * What the next call brings.
	 * @return the proof, from memory where possible; empty for none, or
	 * {@link CallPreparationException}
	 */
	Mono<AzureProof> current();

	/**
	 * Forgets a proof that a function refused. If there is another one meanwhile, that
	 * stays: of many calls that are refused with the same one, only the first has to get
	 * a new one.
	 * @param refused what was refused
	 * @return whether {@link #current()} may give something else now
	 */
	boolean forget(AzureProof refused);

	/**
	 * The credential of one call, which knows what the call was sent with.
	 * @return a new credential
	 */
	default HttpCredential credential() {
		return new CallCredential(this);
	}

	static AzureProofs none() {
		return new Constant(null);
	}

	static AzureProofs constant(AzureProof proof) {
		return new Constant(proof);
	}

	/**
	 * What does not change.
	 *
	 * @param proof the proof, or {@code null} for none
	 */
	record Constant(@Nullable AzureProof proof) implements AzureProofs {

		@Override
		public Mono<AzureProof> current() {
			return Mono.justOrEmpty(this.proof);
		}

		@Override
		public boolean forget(AzureProof refused) {
			return false;
		}

	}

	/**
	 * The credential of one call.
	 */
	final class CallCredential implements HttpCredential {

		private final AzureProofs proofs;

		private volatile @Nullable AzureProof used;

		private CallCredential(AzureProofs proofs) {
			this.proofs = proofs;
		}

		@Override
		public Mono<HttpHeaders> headers() {
			return this.proofs.current().flatMap((proof) -> {
				this.used = proof;
				return proof.headers();
			});
		}

		@Override
		public Mono<Boolean> renew() {
			AzureProof refused = this.used;
			return Mono.just(refused != null && this.proofs.forget(refused));
		}

	}

}
