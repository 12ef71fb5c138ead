// Keeps the page up to date, and hands what people do to those who do it.

import { loadCharts, onColoursChanged } from "./charts.js";
import { time } from "./format.js";
import { showJob } from "./job.js";
import { showJobs } from "./jobs.js";
import { operate } from "./operations.js";
import { get, useCsrf } from "./server.js";

const PAUSE = 5000;
const PAUSE_WHILE_BUSY = 1000;
const state = { settings: null, jobs: null, health: new Map(), selected: null, job: null, jobProblem: null, deployments: null,
	openCall: null, onlyErrors: false, allCalls: false, message: null };
const freshness = document.getElementById("freshness");
const problem = document.getElementById("problem");
const pause = document.getElementById("pause");
const announcement = document.getElementById("announcement");
let timer = null;
let round = 0;

function show() {
	if (state.jobs) {
		showJobs(state);
		showJob(state);
	}
}

async function refresh() {
	clearTimeout(timer);
	const mine = ++round;
	try {
		const [{ at, jobs }] = await Promise.all([get("jobs"), settings(), state.selected && refreshJob(state.selected)]);
		state.jobs = jobs;
		succeed(at);
		show();
		refreshHealth();
	}
	catch (error) {
		fail(error);
	}
	if (mine === round && !isPaused() && !document.hidden) {
		timer = setTimeout(refresh, state.job?.operation?.state === "running" ? PAUSE_WHILE_BUSY : PAUSE);
	}
}

async function settings() {
	if (state.settings) {
		return;
	}
	const found = await get("settings");
	useCsrf(found.csrf);
	document.body.dataset.chartDependency = found.chartDependency;
	document.title = found.application ? `Jobs of ${found.application}` : "Jobs";
	document.getElementById("title").textContent = document.title;
	document.getElementById("foot").textContent = `Blueprint FaaS${found.version ? ` ${found.version}` : ""}. `
		+ (found.operations ? "Operations change this instance of the application and its functions." : "Read only.");
	await loadCharts(found.chartLibrary);
	state.settings = found;
}

async function refreshJob(name) {
	try {
		const job = await get("jobs", name);
		if (state.selected === name) {
			tellEnd(state.job, job);
			state.job = job;
			state.jobProblem = null;
		}
	}
	catch (error) {
		state.jobProblem = error.message;
	}
}

async function refreshHealth() {
	try {
		const health = await get("health");
		state.health = new Map(health.map((one) => [one.job, one]));
		show();
	}
	catch (error) {
		fail(error);
	}
}

async function refreshDeployments(name) {
	state.deployments = null;
	show();
	let found;
	try {
		found = await get("jobs", name, "deployments");
	}
	catch (error) {
		found = { found: [], error: error.message };
	}
	if (state.selected === name) {
		state.deployments = found;
		show();
	}
}

// An operation that was under way when we looked last time.
function tellEnd(before, now) {
	const { operation } = now;
	if (before?.name === now.name && before.operation?.state === "running" && operation && operation.state !== "running") {
		state.message = null;
		announce(`${operation.operation} of ${now.name} ${operation.state === "failed" ? `failed: ${operation.error}` : `is done: ${operation.result}`}`);
		refreshDeployments(now.name);
	}
}

function succeed(at) {
	document.getElementById("main").setAttribute("aria-busy", "false");
	problem.hidden = true;
	freshness.dataset.kind = isPaused() ? "paused" : "ready";
	freshness.textContent = `${isPaused() ? "Paused at" : "As of"} ${time(at)}`;
}

function fail(error) {
	if (problem.hidden || problem.textContent !== error.message) {
		problem.textContent = error.message;
		problem.hidden = false;
	}
	freshness.dataset.kind = "failed";
	freshness.textContent = state.jobs ? "Shows what was known before" : "Nothing to show";
	if (!state.jobs) {
		document.querySelector("#jobs .placeholder").textContent = "The jobs could not be loaded.";
	}
}

function announce(text) {
	announcement.textContent = text;
}

function isPaused() {
	return pause.getAttribute("aria-pressed") === "true";
}

function select() {
	const name = new URLSearchParams(location.hash.slice(1)).get("job");
	if (name === state.selected) {
		return;
	}
	const before = state.selected;
	Object.assign(state, { selected: name, job: null, jobProblem: null, deployments: null, openCall: null, onlyErrors: false, allCalls: false, message: null });
	show();
	if (name) {
		document.getElementById("job-title")?.focus({ preventScroll: true });
		document.getElementById("job").scrollIntoView({ block: "start" });
		refreshDeployments(name);
	}
	else if (before) {
		document.querySelector(`.jobs tr[data-key="${CSS.escape(before)}"] a`)?.focus();
	}
	refresh();
}

document.addEventListener("click", (event) => {
	const button = event.target.closest("button");
	if (!button || button.getAttribute("aria-disabled") === "true") {
		return;
	}
	if (button.dataset.operation) {
		operate(state.job, button.dataset, (message) => {
			state.message = message;
			announce(message.text);
			show();
			refresh();
		});
	}
	else if (button.dataset.call) {
		state.openCall = state.openCall === button.dataset.call ? null : button.dataset.call;
		show();
	}
	else if (button.dataset.calls) {
		state.onlyErrors = button.dataset.calls === "errors";
		show();
	}
	else if (button.id === "more-calls") {
		state.allCalls = !state.allCalls;
		show();
	}
	else if (button.id === "ask-again") {
		refreshDeployments(state.selected);
	}
});
pause.addEventListener("click", () => {
	pause.setAttribute("aria-pressed", String(!isPaused()));
	freshness.dataset.kind = isPaused() ? "paused" : "ready";
	refresh();
});
document.addEventListener("visibilitychange", () => document.hidden || isPaused() || refresh());
addEventListener("hashchange", select);
onColoursChanged(show);

select();
if (!state.selected) {
	refresh();
}
