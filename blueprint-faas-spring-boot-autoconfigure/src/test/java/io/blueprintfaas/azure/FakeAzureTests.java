package io.blueprintfaas.azure;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.models.AppServicePlanInner;
import com.azure.resourcemanager.appservice.models.SkuDescription;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The stand-in for Azure, and the clients in front of it.
 */
class FakeAzureTests {

	@Test
	void leadsTheClientsOfAzureToLoopback() {
		try (FakeAzure azure = new FakeAzure()) {
			AppServiceManager manager = azure.manager();
			ResourceGroupInner group = new ResourceGroupInner().withLocation("westeurope");
			manager.resourceManager().serviceClient().getResourceGroups().createOrUpdateAsync("g", group).block();
			AppServicePlanInner plan = new AppServicePlanInner().withSku(new SkuDescription().withName("FC1"))
				.withReserved(true);
			plan.withLocation("westeurope");
			azure.troubles.operationLooks = 2;
			manager.serviceClient().getAppServicePlans().createOrUpdateAsync("g", "p", plan).block();
			assertThat(azure.take()).containsExactly("PUT group", "PUT serverfarms/p", "GET operations/1",
					"GET operations/1", "GET serverfarms/p");
			assertThat(azure.requests()).isEmpty();
		}
	}

	@Test
	void answersThatAnAppIsNotThere() {
		try (FakeAzure azure = new FakeAzure()) {
			assertThatExceptionOfType(ManagementException.class)
				.isThrownBy(
						() -> azure.manager().serviceClient().getWebApps().getByResourceGroupAsync("g", "a").block())
				.satisfies((ex) -> assertThat(ex.getValue().getCode()).isEqualTo("ResourceGroupNotFound"));
		}
	}

	@Test
	void complainsOfWhatAzureWouldNotTake() {
		FakeAzure azure = new FakeAzure();
		azure.manager()
			.resourceManager()
			.serviceClient()
			.getResourceGroups()
			.createOrUpdateAsync("g", new ResourceGroupInner())
			.onErrorComplete()
			.block();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(azure::close).withMessageContaining("no location");
	}

}
