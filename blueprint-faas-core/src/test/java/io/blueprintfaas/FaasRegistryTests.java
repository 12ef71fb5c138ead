package io.blueprintfaas;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which executor runs a job, also while others change their minds.
 */
class FaasRegistryTests {

	private static final JobKey SQUARE = new JobKey(1, "square");

	private static final int JOBS = 8;

	private final FaasRegistry registry = new FaasRegistry();

	@Test
	void answersNothingForAJobThatRunsLocally() {
		assertThat(this.registry.get("square")).isNull();
		assertThat(this.registry.get(1)).isNull();
		assertThat(this.registry.isFaasJob(1)).isFalse();
		assertThat(this.registry.jobs()).isEmpty();
		assertThat(this.registry.unregister(1)).isFalse();
	}

	@Test
	void findsByNumberAndByName() {
		FaasExecutor executor = new NamedExecutor("a");
		this.registry.register(SQUARE, executor);
		assertThat(this.registry.get("square")).isSameAs(executor);
		assertThat(this.registry.get(1)).isSameAs(executor);
		assertThat(this.registry.isFaasJob(1)).isTrue();
	}

	@Test
	void listsJobsByNumber() {
		JobKey large = new JobKey(JobKey.MAX_ID, "large");
		this.registry.register(large, new NamedExecutor("a"));
		this.registry.register(SQUARE, new NamedExecutor("a"));
		assertThat(this.registry.jobs()).containsExactly(SQUARE, large);
		assertThat(this.registry.jobIds()).containsExactly(1L, JobKey.MAX_ID);
	}

	@Test
	void replacesTheExecutorOfTheSameJob() {
		FaasExecutor second = new NamedExecutor("b");
		this.registry.register(SQUARE, new NamedExecutor("a"));
		this.registry.register(SQUARE, second);
		assertThat(this.registry.get(1)).isSameAs(second);
		assertThat(this.registry.get("square")).isSameAs(second);
	}

	@Test
	void refusesANumberOrNameOfAnotherJob() {
		FaasExecutor first = new NamedExecutor("a");
		this.registry.register(SQUARE, first);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.registry.register(new JobKey(1, "cube"), new NamedExecutor("b")))
			.withMessage("Cannot register job 'cube' (1): number or name belongs to job 'square' (1)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.registry.register(new JobKey(2, "square"), new NamedExecutor("b")))
			.withMessage("Cannot register job 'square' (2): number or name belongs to job 'square' (1)");
		assertThat(this.registry.get("cube")).isNull();
		assertThat(this.registry.get(2)).isNull();
		assertThat(this.registry.get(1)).isSameAs(first);
	}

	@Test
	void forgetsBothNumberAndName() {
		this.registry.register(SQUARE, new NamedExecutor("a"));
		assertThat(this.registry.unregister(1)).isTrue();
		assertThat(this.registry.get("square")).isNull();
		assertThat(this.registry.get(1)).isNull();
		this.registry.register(new JobKey(2, "square"), new NamedExecutor("b"));
		assertThat(this.registry.isFaasJob(2)).isTrue();
	}

	@Test
	@Timeout(60)
	void keepsNumbersAndNamesTogetherUnderConcurrentChange() throws InterruptedException, ExecutionException {
		int threads = 8;
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			CountDownLatch start = new CountDownLatch(threads);
			List<Future<Integer>> changes = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				changes.add(pool.submit(changer(start, new Random(thread))));
			}
			for (Future<Integer> change : changes) {
				assertThat(change.get()).isPositive();
			}
		}
		finally {
			pool.shutdownNow();
		}
		assertThatMapsAgree();
	}

	/**
	 * Registers and removes jobs whose numbers and names overlap, and reads in between.
	 * @param start counted down and awaited before the first change
	 * @param random what decides
	 * @return the task, which tells how many registrations succeeded
	 */
	private Callable<Integer> changer(CountDownLatch start, Random random) {
		return () -> {
			start.countDown();
			start.await();
			int registered = 0;
			for (int i = 0; i < 20_000; i++) {
				registered += change(random);
				String name = "job" + random.nextInt(JOBS);
				FaasExecutor executor = this.registry.get(name);
				assertThat(executor == null || executor.provider().equals(name)).isTrue();
			}
			return registered;
		};
	}

	private int change(Random random) {
		int id = random.nextInt(JOBS);
		if (random.nextBoolean()) {
			this.registry.unregister(id);
			return 0;
		}
		String name = "job" + random.nextInt(JOBS);
		try {
			this.registry.register(new JobKey(id, name), new NamedExecutor(name));
			return 1;
		}
		catch (IllegalArgumentException ex) {
			return 0;
		}
	}

	private void assertThatMapsAgree() {
		List<JobKey> jobs = this.registry.jobs();
		assertThat(jobs).extracting(JobKey::name).doesNotHaveDuplicates();
		for (JobKey job : jobs) {
			assertThat(this.registry.get(job.name())).isNotNull().isSameAs(this.registry.get(job.id()));
		}
		long names = IntStream.range(0, JOBS).filter((index) -> this.registry.get("job" + index) != null).count();
		assertThat(names).isEqualTo(jobs.size());
	}

	private record NamedExecutor(String provider) implements FaasExecutor {

		@Override
		public Mono<FaasResponse> invoke(FaasRequest request) {
			return Mono.just(new FaasResponse(request.payload(), FaasMetrics.NONE));
		}

	}

}
