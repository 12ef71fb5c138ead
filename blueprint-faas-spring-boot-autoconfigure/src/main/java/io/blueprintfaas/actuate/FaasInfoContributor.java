package io.blueprintfaas.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.blueprintfaas.operations.CatalogJob;
import io.blueprintfaas.operations.FaasJobCatalog;

/**
 * How many jobs there are, and where they run.
 */
final class FaasInfoContributor implements InfoContributor {

	private final FaasJobCatalog catalog;

	FaasInfoContributor(FaasJobCatalog catalog) {
		this.catalog = catalog;
	}

	@Override
	public void contribute(Info.Builder builder) {
		List<CatalogJob> jobs = this.catalog.jobs();
		Map<String, Object> info = new TreeMap<>();
		info.put("jobs", jobs.size());
		info.put("delegated", jobs.stream().filter(CatalogJob::isDelegated).count());
		info.put("providers",
				jobs.stream()
					.flatMap((job) -> job.providers().stream())
					.collect(Collectors.groupingBy((provider) -> provider, TreeMap::new, Collectors.counting())));
		info.put("wire", "v1.1");
		String version = FaasJobCatalog.class.getPackage().getImplementationVersion();
		if (version != null) {
			info.put("version", version);
		}
		builder.withDetail("faas", info);
	}

}
