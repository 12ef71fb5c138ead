package io.blueprintfaas.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test of jobs without a cloud. The application starts as configured, but no provider
 * is reached: each delegated call is written in the wire format, and a function beside
 * the test answers it. {@link FaasCallLog} tells what was sent and what ran;
 * {@link FaasFaults} makes calls fail. Both are beans, and begin anew with each test.
 *
 * <pre class="code">
 * &#064;FaasTest(jobs = "thumbnail")
 * class PicturesTests {
 *
 *     &#064;Test
 *     void retriesWhenThrottled(@Autowired Pictures pictures, @Autowired FaasFaults faults, @Autowired FaasCallLog log) {
 *         faults.of("thumbnail").next(Fault.throttled());
 *         pictures.thumbnail(image, 100);
 *         assertThat(log.executions("thumbnail")).isEqualTo(1);
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@TestExecutionListeners(listeners = FaasTestExecutionListener.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface FaasTest {

	/**
	 * Names of jobs that are delegated in this test although configuration maps them to
	 * no provider: they get provider {@code test}.
	 * @return the names; none by default
	 */
	String[] jobs() default {};

	/**
	 * What answers calls.
	 * @return by default a function in the process of the test
	 */
	FunctionSide function() default FunctionSide.IN_PROCESS;

	/**
	 * Properties of the application.
	 * @return properties as in {@code key=value}
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "properties")
	String[] properties() default {};

	/**
	 * Classes to start the application from.
	 * @return the classes; by default the one with {@code @SpringBootApplication}
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "classes")
	Class<?>[] classes() default {};

}
