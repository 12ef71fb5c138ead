// How a job is set up: what is deployed, and what each call of it gets.

import { h } from "./dom.js";
import { NONE, count, date, duration, millis, words } from "./format.js";

/** What the providers say is deployed. */
export function deploymentCard({ job, deployments }) {
	return h("section", { class: "card", "aria-labelledby": "deployment-title", "aria-busy": deployments ? null : "true" },
		h("div", { class: "card-head" },
			h("h3", { id: "deployment-title" }, "Deployment"),
			job.route && h("button", { type: "button", class: "quiet", id: "ask-again" }, "Ask again")),
		job.route ? deployed(deployments) : h("p", { class: "placeholder" }, "Nothing is deployed for a job that runs here."));
}

function deployed(deployments) {
	if (!deployments) {
		return h("p", { class: "placeholder" }, "Asking the provider …");
	}
	return [
		deployments.error && h("p", { class: "notice error wrap" }, deployments.error),
		!deployments.error && !deployments.found.length && h("p", { class: "placeholder" }, "No function is deployed."),
		...deployments.found.map((found) => list([
			["Provider", found.provider], ["Function", code(found.function)], ["State", words(found.status)],
			["Address", found.endpoint && code(found.endpoint)], ["Package", found.size], ["Memory", found.memory],
			["Timeout", found.timeout && duration(found.timeout)], ["Cold start", found.coldStartMillis && millis(found.coldStartMillis)],
			["Deployed", found.deployedAt && date(found.deployedAt)], ["SHA-256", found.sha256 && code(found.sha256.slice(0, 12))]])),
	];
}

/** Route, limits and policies. */
export function policiesCard({ route, providers, handler }) {
	return h("section", { class: "card", "aria-labelledby": "policies-title" },
		h("div", { class: "card-head" }, h("h3", { id: "policies-title" }, "Policies")),
		route && list([
			["Calls go", route.mode === route.configured ? route.mode : `${route.mode}, configured is ${route.configured}`],
			["Running here", route.mode === "overflow" && `${route.runningHere} of ${route.localPermits}, again at ${route.returnAt}`],
			["If not run there", route.fallback === "local" ? "runs here" : "fails"],
			["Another version", route.contractMismatch === "local" ? "runs here" : "fails"],
			["Idempotent", handler && (handler.idempotent ? "yes" : "no")], ["Codec", handler?.codec]]),
		!route && list([["Idempotent", handler && (handler.idempotent ? "yes" : "no")], ["Codec", handler?.codec]]),
		providers.map((provider) => [h("h4", null, provider.provider), list([
			["Function", provider.function && code(provider.function)], ["Address", provider.endpoint && code(provider.endpoint)],
			["Memory", provider.memory], ["Timeout", provider.timeout && duration(provider.timeout)], ["Deadline of a try", duration(provider.deadline)],
			["Calls at a time", provider.maxConcurrency], ["Kept warm", provider.keepWarm || null],
			["Environment", provider.environment.join(", ")], ["Extras", provider.extras.join(", ")],
			["Tries", retry(provider.retry)], ["Circuit breaker", breaker(provider.circuitBreaker)], ["Bulkhead", bulkhead(provider.bulkhead)]])]));
}

function retry(policy) {
	return policy && (policy.maxAttempts > 1 ? `up to ${policy.maxAttempts}, first wait ${duration(policy.delay)}` : "one");
}

function breaker(policy) {
	return policy && h("span", null, h("span", { class: "badge", "data-state": policy.state }, words(policy.state)),
		` ${policy.failureRate == null ? `${policy.failures} of ${policy.calls} failed` : `${policy.failureRate} % failed`}, opens at ${policy.failureRateThreshold} %`,
		policy.refused ? `, ${count(policy.refused)} refused` : "");
}

function bulkhead(policy) {
	return policy && `${policy.running} of ${policy.maxConcurrentCalls} running, ${policy.queued} of ${policy.maxQueuedCalls} waiting`;
}

function list(entries) {
	return h("dl", { class: "facts" }, entries.filter(([, value]) => value != null && value !== undefined && value !== false && value !== "")
		.map(([label, value]) => h("div", { "data-key": label }, h("dt", null, label), h("dd", null, typeof value === "number" ? count(value) : value ?? NONE))));
}

function code(text) {
	return h("code", { class: "wrap" }, text);
}
