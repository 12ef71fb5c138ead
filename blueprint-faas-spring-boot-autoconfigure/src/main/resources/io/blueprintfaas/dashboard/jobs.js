// The figures of all jobs, and the table of them.

import { h, render } from "./dom.js";
import { NONE, count, millis, money, rate, share } from "./format.js";

const HEALTH = {
	available: "available", not_deployed: "not deployed", unavailable: "unavailable", unknown: "unknown", local: "runs here",
};

/** Shows figures and table, with one job marked as the one that is shown. */
export function showJobs({ jobs, health, selected }) {
	render(document.getElementById("figures"), figures(jobs));
	render(document.getElementById("jobs"), jobs.length ? table(jobs, health, selected) : nothing());
}

function figures(jobs) {
	const recent = jobs.map(({ recent }) => recent);
	const calls = sum(recent.map((one) => one.calls));
	const minutes = recent[0]?.minutes ?? 1;
	return [
		figure("Jobs", count(jobs.length), `${jobs.filter(({ job }) => job.providers.length).length} with a provider`),
		figure("Calls a minute", rate(calls / minutes), `in the last ${minutes} min`),
		figure("Failed", share(sum(recent.map((one) => one.errors)), calls), calls ? `of ${count(calls)} calls` : "no calls of late"),
		figure("Under way", count(sum(jobs.map(({ job }) => job.inFlight))), "calls right now"),
		...costs(jobs).map((cost) => figure("Estimated cost", money(cost), "since the start")),
	];
}

function figure(label, value, note) {
	return h("div", { "data-key": label }, h("dt", null, label), h("dd", null, value), h("dd", { class: "note" }, note));
}

function costs(jobs) {
	const sums = new Map();
	jobs.flatMap((row) => row.costs).forEach(({ amount, currency }) => sums.set(currency, (sums.get(currency) ?? 0) + amount));
	return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

function table(jobs, health, selected) {
	const priced = jobs.some((row) => row.costs.length);
	const minutes = jobs[0].recent.minutes;
	const heads = [["Job"], ["Runs"], ["Function"], ["Calls/min", true], ["p50", true], ["p95", true], ["p99", true], ["Cold", true],
		["Errors", true], ...(priced ? [["Cost", true]] : [])];
	return h("table", { class: "jobs", role: "table" },
		h("caption", { class: "soft" }, `Rates and latencies are of the last ${minutes} min, everything else since the start.`),
		h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
			heads.map(([label, number]) => h("th", { role: "columnheader", scope: "col", class: number ? "number" : null }, label)))),
		h("tbody", { role: "rowgroup" }, jobs.map((row) => line(row, health, row.job.name === selected, priced))));
}

function line(row, health, current, priced) {
	const { job, recent } = row;
	const counted = job.providers.length > 0;
	return h("tr", { role: "row", "data-key": job.name, class: current ? "current" : null },
		h("th", { role: "rowheader", scope: "row" },
			h("a", { href: `#job=${encodeURIComponent(job.name)}`, "aria-current": current ? "true" : null }, job.name),
			job.operation && h("span", { class: "tag busy" }, `${job.operation} …`)),
		cell("Runs", job.place, "place"),
		h("td", { role: "cell", "data-label": "Function", class: "health" }, healthBadge(health.get(job.name))),
		cell("Calls/min", counted ? rate(recent.calls / recent.minutes) : NONE, "number"),
		cell("p50", millis(recent.p50Millis), "number"),
		cell("p95", millis(recent.p95Millis), "number"),
		cell("p99", millis(recent.p99Millis), "number"),
		cell("Cold", share(row.coldStarts, row.remote), "number"),
		cell("Errors", counted ? errors(job) : NONE, job.errors ? "number bad" : "number"),
		priced && cell("Cost", row.costs.map(money).join(", ") || NONE, "number"));
}

function errors(job) {
	return job.errors ? `${count(job.errors)} (${share(job.errors, job.calls)})` : "0";
}

function cell(label, text, type) {
	return h("td", { role: "cell", "data-label": label, class: text === NONE ? `${type} none` : type }, h("span", null, text));
}

/** Whether a function is there, in a word and a colour. */
export function healthBadge(health) {
	const state = health?.state ?? "asking";
	return h("span", { class: "badge", "data-state": state, title: health?.detail ?? null }, HEALTH[state] ?? "asking …");
}

function nothing() {
	return h("div", { class: "placeholder" },
		h("p", null, h("strong", null, "There are no jobs yet.")),
		h("p", null, "Annotate a method of a bean with ", h("code", null, "@FaasJob"), " and it appears here."));
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}
