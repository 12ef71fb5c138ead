// One job: what can be done with it, its charts, its last calls, and how it is set up.

import { callsCard } from "./calls.js";
import { chartCard, drawCharts } from "./charts.js";
import { h, render } from "./dom.js";
import { deploymentCard, policiesCard } from "./facts.js";
import { count, millis, share, time } from "./format.js";
import { healthBadge } from "./jobs.js";

const MODES = { remote: "at the provider", local: "here", overflow: "here, then at the provider" };

/** Shows the job that was chosen, or nothing. */
export function showJob(state) {
	const section = document.getElementById("job");
	section.hidden = !state.selected;
	if (!state.selected) {
		render(section);
		return;
	}
	render(section, h("div", { "data-key": state.selected, class: "job" }, state.job?.name === state.selected ? parts(state)
		: [h("h2", { id: "job-title", tabindex: "-1" }, state.selected),
			state.jobProblem ? h("p", { class: "notice error" }, state.jobProblem) : h("p", { class: "placeholder" }, "Loading the job …")]));
	if (state.job?.name === state.selected) {
		drawCharts(state.job, state.openCall);
	}
}

function parts(state) {
	const { job } = state;
	return [
		head(state),
		state.jobProblem && h("p", { class: "notice error" }, state.jobProblem),
		job.route ? null : h("p", { class: "notice" }, "This job has no provider, so its calls are ordinary method calls and are not counted. ",
			"To have it run in a function, configure ", h("code", null, `blueprint.faas.jobs.${job.name}.provider`), "."),
		job.route && numbers(job),
		job.route && h("div", { class: "pair" }, chartCard("calls", job), chartCard("latency", job)),
		job.route && callsCard(state),
		h("div", { class: "pair" }, deploymentCard(state), policiesCard(job)),
	];
}

function head(state) {
	const { job } = state;
	return h("div", { class: "job-head" },
		h("div", { class: "job-name" },
			h("h2", { id: "job-title", tabindex: "-1" }, job.name),
			healthBadge(state.health.get(job.name)),
			h("a", { href: "#", class: "close" }, "Close")),
		h("p", { class: "soft wrap" }, "Runs ", h("strong", null, job.place), ". Why: ", h("code", null, job.why)),
		job.handler && h("p", { class: "soft wrap" }, h("code", null, signature(job.handler))),
		state.settings.operations && job.route && buttons(job),
		operation(job, state));
}

function buttons(job) {
	const busy = job.operation?.state === "running";
	return h("div", { class: "operations" },
		h("div", { class: "buttons", role: "group", "aria-label": "Function" },
			job.providers.length > 0 && ["deploy", "warm", "undeploy"].map((operation) => h("button", { type: "button",
				"data-operation": operation, class: operation === "undeploy" ? "danger" : null, "aria-disabled": busy ? "true" : null },
			{ deploy: "Deploy", warm: "Warm", undeploy: "Remove" }[operation]))),
		h("div", { class: "route" }, h("span", { class: "soft", id: "route-label" }, "Calls run"), h("div", { class: "segments", role: "group", "aria-labelledby": "route-label" },
			Object.entries(MODES).filter(([mode]) => mode === "remote" || job.handler).map(([mode, label]) => h("button", { type: "button",
				"data-operation": "route", "data-mode": mode, "aria-pressed": String(job.route.mode === mode), title: `Calls run ${label}` }, mode)),
			job.route.mode !== job.route.configured && h("button", { type: "button", "data-operation": "route", "data-mode": "configured" },
				`as configured (${job.route.configured})`))));
}

function operation(job, { message }) {
	const shown = message?.job === job.name ? message : null;
	const report = job.operation;
	if (!shown && !report) {
		return null;
	}
	return h("div", { class: "operation", id: "operation" },
		shown && h("p", { class: shown.failed ? "bad" : "good" }, shown.text),
		report && h("p", { class: "operation-state" }, h("span", { class: "badge", "data-state": report.state }, report.state), " ",
			`${report.operation}, ${time(report.startedAt)}`, report.result ? `: ${report.result}` : ""),
		report?.error && h("p", { class: "bad wrap" }, report.error),
		report?.state === "running" && report.steps.length > 0 && h("ol", { class: "steps" }, report.steps.slice(-5).map((step) => h("li", null, step))));
}

function numbers(job) {
	const { statistics } = job;
	const outcomes = Object.entries(statistics.outcomes).map(([outcome, calls]) => `${count(calls)} ${outcome.replaceAll("_", " ")}`);
	return h("dl", { class: "figures small" },
		fact("Calls", count(statistics.calls), outcomes.join(", ") || "none yet"),
		fact("Failed", statistics.calls ? share(statistics.errors, statistics.calls) : "0", `${count(statistics.errors)} calls`),
		fact("Cold starts", count(statistics.coldStarts), "known"),
		fact("Latency p50", millis(statistics.latency.p50Millis), `of ${count(statistics.latency.calls)} calls of late`),
		fact("Latency p99", millis(statistics.latency.p99Millis), `p95 ${millis(statistics.latency.p95Millis)}`));
}

function fact(label, value, note) {
	return h("div", null, h("dt", null, label), h("dd", null, value), h("dd", { class: "note" }, note));
}

function signature(handler) {
	const names = (types) => types.map((type) => type.replace(/[\w$]+\./g, "")).join(", ");
	return `${names([handler.result])} ${handler.method}(${names(handler.parameters)})`;
}
