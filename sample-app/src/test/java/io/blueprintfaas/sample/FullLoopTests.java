package io.blueprintfaas.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The full loop: this application is packaged, deployed to the local platform, and called
 * there.
 */
@WithFunctions
class FullLoopTests {

	private static final String OUR_PID = "pid " + ProcessHandle.current().pid();

	@Autowired
	private FaasDeployer deployer;

	@Autowired
	private FaasTemplate template;

	@Autowired
	private SquareJob squareJob;

	@Autowired
	private ThumbnailJob thumbnailJob;

	@Autowired
	private FractalJob fractalJob;

	private List<String> steps = new ArrayList<>();

	private List<FaasDeployment> deployments = List.of();

	@BeforeEach
	void deploy() {
		this.steps = new ArrayList<>();
		this.deployments = get(this.deployer.deployAll(this.steps::add).collectList());
	}

	@Test
	void deploysEachJobAndTellsItsSteps() {
		assertThat(this.deployments).extracting(FaasDeployment::job)
			.extracting(JobKey::name)
			.containsExactly("square", "thumbnail", "fractal");
		assertThat(this.steps).contains("square: packaging", "fractal: packaging");
	}

	@Test
	void deployingAgainChangesNothing() {
		this.steps.clear();
		assertThat(get(this.deployer.deployAll(this.steps::add).collectList())).noneMatch(FaasDeployment::changed);
		assertThat(this.steps).isNotEmpty().noneMatch((step) -> step.startsWith("uploading"));
	}

	@Test
	void ordinaryMethodCallRunsInAnotherProcess() throws Exception {
		RenderedTile tile = this.fractalJob.fractal(new Tile(-2, 2, 4, 0, 0, 40, 200));
		assertThat(tile.pid()).isNotEqualTo(ProcessHandle.current().pid());
		assertThat(ProcessHandle.current().descendants()).extracting(ProcessHandle::pid).contains(tile.pid());
	}

	@Test
	void twoHundredCallsAtATimeOfABlockingMethodAllReturn() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(200);
		try {
			Callable<byte[]> call = () -> this.squareJob.square(SquareJob.toBytes(12));
			for (Future<byte[]> square : callers.invokeAll(Collections.nCopies(200, call))) {
				assertThat(SquareJob.toNumber(square.get())).isEqualTo(144);
			}
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void squareIsTheSameAsHere() {
		assertThat(SquareJob.toNumber(this.squareJob.square(SquareJob.toBytes(12)))).isEqualTo(144);
	}

	@Test
	void thumbnailIsTheSameAsHere() throws Exception {
		byte[] picture = ExamplePicture.jpeg();
		FaasResult<byte[]> here = get(this.template.locally().invoke("thumbnail", byte[].class, picture, 200));
		assertThat(this.thumbnailJob.thumbnail(picture, 200)).isEqualTo(here.value());
		assertThat(here.metrics().instance()).isEqualTo(OUR_PID);
	}

	@Test
	void declaredExceptionArrivesWithItsType() {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.thumbnailJob.thumbnail("hello".getBytes(), 200))
			.withMessageStartingWith("This is no picture that can be read (5 bytes)")
			.withCauseInstanceOf(FaasFunctionException.class);
	}

	@Test
	void uncheckedExceptionsArriveWithTheirTypes() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.thumbnailJob.thumbnail(new byte[1], 5))
			.withMessage("The width must be from 16 to 2000 pixels, but is 5");
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.squareJob.square(SquareJob.toBytes(-1)));
	}

	@Test
	void metricsTellWhereAndHowLong() {
		FaasResult<byte[]> result = get(this.template.invoke("square", byte[].class, SquareJob.toBytes(3)));
		FaasMetrics metrics = result.metrics();
		assertThat(result.provider()).isEqualTo("local");
		assertThat(metrics.instance()).startsWith("pid ").isNotEqualTo(OUR_PID);
		assertThat(metrics.coldStart()).isNotNull();
		assertThat(metrics.total()).isGreaterThanOrEqualTo(metrics.execution());
	}

	@Test
	void tilesOfOnePictureAreDrawnBySeveralProcesses() {
		List<Tile> tiles = new Picture(-0.75, 0.1, 0.01).tiles();
		List<FaasOutcome<Tile, RenderedTile>> outcomes = get(
				this.template.map("fractal", RenderedTile.class, tiles, 4).collectList());
		assertThat(outcomes).hasSize(24).allMatch(FaasOutcome::succeeded);
		assertThat(outcomes.stream().map(FullLoopTests::pid).distinct()).hasSizeGreaterThan(1)
			.doesNotContain(ProcessHandle.current().pid());
	}

	@Test
	void largePictureGoesThereAndBack() {
		byte[] nineMegabytes = new byte[9_000_000];
		FaasOutcome<Object[], byte[]> outcome = get(
				this.template.map("thumbnail", byte[].class, List.<Object[]>of(new Object[] { nineMegabytes, 200 }), 1)
					.single());
		assertThat(outcome.error()).isInstanceOf(UnreadableImageException.class).hasMessageContaining("9000000 bytes");
	}

	private static @Nullable Long pid(FaasOutcome<Tile, RenderedTile> outcome) {
		FaasResult<RenderedTile> result = outcome.result();
		RenderedTile tile = (result != null) ? result.value() : null;
		return (tile != null) ? tile.pid() : null;
	}

	private static <T> T get(Mono<T> mono) {
		T value = mono.block();
		assertThat(value).isNotNull();
		return value;
	}

}
