package io.blueprintfaas.benchmarks;

import java.util.concurrent.TimeUnit;

import org.aopalliance.intercept.MethodInterceptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

/**
 * A job that runs locally, against the same method behind an interceptor that does
 * nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UnmappedJobBenchmark {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private Square job = new Square();

	private Square baseline = new Square();

	/**
	 * Starts the caller side without any mapping.
	 */
	@Setup
	public void start() {
		this.context.register(PackagingAutoConfiguration.class, FaasAutoConfiguration.class);
		this.context.registerBean(Square.class);
		this.context.refresh();
		this.job = this.context.getBean(Square.class);
		ProxyFactory proxies = new ProxyFactory(new Square());
		proxies.setProxyTargetClass(true);
		proxies.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
		this.baseline = (Square) proxies.getProxy();
	}

	/**
	 * Closes the context.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * Through the aspect.
	 * @return the square
	 */
	@Benchmark
	public long job() {
		return this.job.square(3);
	}

	/**
	 * The baseline.
	 * @return the square
	 */
	@Benchmark
	public long interceptorThatDoesNothing() {
		return this.baseline.square(3);
	}

	/**
	 * A bean with a job.
	 */
	public static class Square {

		/**
		 * The job.
		 * @param value any number
		 * @return its square
		 */
		@FaasJob(id = 1)
		public long square(long value) {
			return value * value;
		}

	}

}
