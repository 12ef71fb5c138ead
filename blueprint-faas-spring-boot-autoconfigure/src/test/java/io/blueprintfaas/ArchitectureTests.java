package io.blueprintfaas;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows between packages, over all modules.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.blueprintfaas");

	@Test
	void seesAllModules() {
		assertThat(CLASSES).extracting((type) -> type.getPackageName())
			.contains("io.blueprintfaas", "io.blueprintfaas.wire", "io.blueprintfaas.runtime",
					"io.blueprintfaas.platform", "io.blueprintfaas.autoconfigure");
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("io.blueprintfaas.(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void coreKnowsNobody() {
		noClasses().that()
			.resideInAnyPackage("io.blueprintfaas", "io.blueprintfaas.codec..", "io.blueprintfaas.wire..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.runtime..", "io.blueprintfaas.platform..",
					"io.blueprintfaas.autoconfigure..", "io.blueprintfaas.invocation..", "org.springframework.boot..",
					"org.springframework.context..", "org.springframework.web..")
			.check(CLASSES);
	}

	@Test
	void runtimeAndPlatformKnowOnlyCore() {
		noClasses().that()
			.resideInAnyPackage("io.blueprintfaas.runtime..", "io.blueprintfaas.platform..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.autoconfigure..", "io.blueprintfaas.invocation..",
					"io.blueprintfaas.provider..", "io.blueprintfaas.packaging..", "io.blueprintfaas.deployment..")
			.check(CLASSES);
		noClasses().that()
			.resideInAPackage("io.blueprintfaas.runtime..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.platform..", "org.springframework.boot..",
					"org.springframework.context..")
			.check(CLASSES);
	}

	@Test
	void onlyTheEntryPointsOfLambdaKnowItsInterfaces() {
		noClasses().that()
			.resideOutsideOfPackage("io.blueprintfaas.runtime.lambda..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.amazonaws..", "org.crac..")
			.check(CLASSES);
	}

	@Test
	void onlyTheEntryPointOfCloudFunctionsKnowsItsInterface() {
		noClasses().that()
			.resideOutsideOfPackage("io.blueprintfaas.runtime.gcp..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.google.cloud.functions")
			.check(CLASSES);
	}

	@Test
	void wiringIsKnownByNobodyAndKnowsNoProvider() {
		noClasses().that()
			.resideOutsideOfPackage("io.blueprintfaas.autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.blueprintfaas.autoconfigure..")
			.check(CLASSES);
		noClasses().that()
			.resideInAnyPackage("io.blueprintfaas.autoconfigure..", "io.blueprintfaas.invocation..",
					"io.blueprintfaas.provider..", "io.blueprintfaas.deployment..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.aws..", "io.blueprintfaas.custom..", "io.blueprintfaas.gcp..",
					"io.blueprintfaas.local..", "io.blueprintfaas.http..", "io.blueprintfaas.function..",
					"io.awspring..", "software.amazon.awssdk..", "com.google..")
			.check(CLASSES);
	}

	@Test
	void onlyActuateKnowsTheActuatorAndItKnowsNoProvider() {
		noClasses().that()
			.resideOutsideOfPackage("io.blueprintfaas.actuate..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.actuate..", "org.springframework.boot.actuate..",
					"org.springframework.boot.health..")
			.check(CLASSES);
		noClasses().that()
			.resideInAnyPackage("io.blueprintfaas.actuate..", "io.blueprintfaas.operations..",
					"io.blueprintfaas.statistics..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.aws..", "io.blueprintfaas.custom..", "io.blueprintfaas.gcp..",
					"io.blueprintfaas.local..", "io.blueprintfaas.function..", "org.springframework.web..")
			.check(CLASSES);
		noClasses().that()
			.resideInAPackage("io.blueprintfaas.statistics..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.blueprintfaas.operations..")
			.check(CLASSES);
	}

	@Test
	void customProviderDoesNotKnowTheLocalOne() {
		noClasses().that()
			.resideInAnyPackage("io.blueprintfaas.custom..", "io.blueprintfaas.http..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.blueprintfaas.local..")
			.check(CLASSES);
	}

	@Test
	void onlyProviderAwsKnowsAwsAndNoOtherProvider() {
		noClasses().that()
			.resideInAPackage("io.blueprintfaas.aws..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.custom..", "io.blueprintfaas.local..",
					"io.blueprintfaas.autoconfigure..")
			.check(CLASSES);
		noClasses().that()
			.resideOutsideOfPackage("io.blueprintfaas.aws..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.aws..", "io.awspring..", "software.amazon.awssdk..")
			.check(CLASSES);
	}

	@Test
	void onlyProviderGcpKnowsGoogleAndNoOtherProvider() {
		noClasses().that()
			.resideInAPackage("io.blueprintfaas.gcp..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.aws..", "io.blueprintfaas.custom..", "io.blueprintfaas.local..",
					"io.blueprintfaas.autoconfigure..")
			.check(CLASSES);
		noClasses().that()
			.resideOutsideOfPackages("io.blueprintfaas.gcp..", "io.blueprintfaas.runtime..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.blueprintfaas.gcp..", "com.google..", "io.grpc..")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreFinalAndOfferNothing() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(CLASSES);
		methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.andShould()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class).check(CLASSES);
	}

}
