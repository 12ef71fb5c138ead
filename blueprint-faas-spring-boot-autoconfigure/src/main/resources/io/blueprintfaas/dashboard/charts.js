// Charts of a job, drawn by Chart.js if the application has it. What they show is said in words as well.

import { h } from "./dom.js";
import { count, millis, minute } from "./format.js";

const MINUTE = 60_000;
const MINUTES = 60;
const FEW_POINTS = 12;
const drawn = new Map();
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Loads the library; without one there are no charts. */
export function loadCharts(file) {
	return file ? new Promise((resolve) => {
		const script = document.createElement("script");
		script.src = file;
		script.onload = script.onerror = () => {
			if (hasCharts()) {
				globalThis.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
			}
			resolve();
		};
		document.head.append(script);
	}) : Promise.resolve();
}

/** Whether charts can be drawn. */
export function hasCharts() {
	return Boolean(globalThis.Chart);
}

/** Where a chart is drawn. It is left alone when the page around it changes. */
export function chartCanvas(id, label) {
	return h("div", { class: "plot", "data-keep": "" }, h("canvas", { id: `chart-${id}`, role: "img", "aria-label": label }));
}

/** A chart of the last hour, with a sentence. */
export function chartCard(kind, job) {
	const { title, sentence } = kind === "calls" ? { title: "Calls a minute", sentence: callsInWords(job.lastHour) }
		: { title: "Latency", sentence: latencyInWords(job.lastHour) };
	return h("figure", { class: "card chart" },
		h("figcaption", null, h("h3", null, title), h("p", { class: "soft" }, sentence)),
		hasCharts() ? chartCanvas(kind, `${title} of the last hour`)
			: h("p", { class: "placeholder" }, "To see charts, add the dependency ", h("code", { class: "chart-dependency wrap" },
				document.body.dataset.chartDependency), "."));
}

/** Draws what is new. */
export function drawCharts(job, openCall) {
	if (!hasCharts()) {
		return;
	}
	const minutes = lastHour(job.lastHour);
	draw("calls", () => callsChart(minutes));
	draw("latency", () => latencyChart(minutes));
	const call = [...job.calls, ...job.errors].find((one) => one.invocationId === openCall);
	draw("timeline", () => call && timelineChart(call));
}

/** Draws everything again when the colours have changed. */
export function onColoursChanged(again) {
	dark.addEventListener("change", () => {
		drawn.forEach((chart) => chart.destroy());
		drawn.clear();
		again();
	});
}

function draw(id, make) {
	const canvas = document.getElementById(`chart-${id}`);
	const before = drawn.get(id);
	if (before && before.canvas !== canvas) {
		before.destroy();
		drawn.delete(id);
	}
	const config = canvas && make();
	if (!config) {
		return;
	}
	const chart = drawn.get(id);
	if (!chart) {
		drawn.set(id, new globalThis.Chart(canvas, config));
		return;
	}
	chart.data.labels = config.data.labels;
	config.data.datasets.forEach((dataset, index) => {
		Object.assign(chart.data.datasets[index], { data: dataset.data, pointRadius: dataset.pointRadius });
	});
	chart.update("none");
}

function callsChart(minutes) {
	return chart("bar", minutes.map((one) => minute(one.start)), [
		{ label: "succeeded", data: minutes.map((one) => one.calls - one.errors), backgroundColor: colour("--series-1"), stack: "calls" },
		{ label: "failed", data: minutes.map((one) => one.errors), backgroundColor: colour("--series-bad"), stack: "calls" },
	], { y: { stacked: true, beginAtZero: true, suggestedMax: 4, ticks: { precision: 0 } }, x: { stacked: true } }, count);
}

function latencyChart(minutes) {
	const few = minutes.filter((one) => one.p95Millis != null).length <= FEW_POINTS;
	const line = (label, key, name) => ({ label, data: minutes.map((one) => one[key]), borderColor: colour(name), backgroundColor: colour(name),
		borderWidth: 2, pointRadius: few ? 3 : 0, pointHoverRadius: 4, cubicInterpolationMode: "monotone", spanGaps: true });
	return chart("line", minutes.map((one) => minute(one.start)), [line("p95", "p95Millis", "--series-2"), line("p50", "p50Millis", "--series-1")],
		{ y: { beginAtZero: true, ticks: { callback: (value) => millis(value), maxTicksLimit: 6 } }, x: {} }, millis);
}

function timelineChart(call) {
	const init = call.coldStart ? call.initMillis ?? 0 : 0;
	const parts = [["instance starts", init, "--series-2"], ["handler runs", call.executionMillis, "--series-1"],
		["on the way and waiting", Math.max(0, call.totalMillis - init - call.executionMillis), "--series-3"]];
	const config = chart("bar", [""], parts.filter(([, part]) => part > 0).map(([label, part, name]) => ({ label: `${label} ${millis(part)}`, data: [part],
		backgroundColor: colour(name), stack: "time" })), { x: { stacked: true, max: call.totalMillis, ticks: { callback: (value) => millis(value), maxTicksLimit: 6 } },
		y: { stacked: true, display: false } }, millis);
	config.options.indexAxis = "y";
	return config;
}

function chart(type, labels, datasets, scales, text) {
	const grid = { color: colour("--line") };
	const ticks = { color: colour("--soft"), maxRotation: 0, autoSkipPadding: 24, font: { size: 11 } };
	const scale = (axis) => ({ grid: axis === "x" ? { display: false } : grid, border: { display: false }, ...scales[axis], ticks: { ...ticks, ...scales[axis].ticks } });
	return { type, data: { labels, datasets }, options: {
		animation: false, maintainAspectRatio: false, interaction: { mode: "index", intersect: false },
		scales: { x: scale("x"), y: scale("y") },
		datasets: { bar: { categoryPercentage: 0.9, barPercentage: 0.9, borderRadius: 2, maxBarThickness: 28 } },
		plugins: { legend: { align: "start", labels: { color: colour("--ink"), boxWidth: 10, boxHeight: 10, padding: 12, font: { size: 12 } } },
			tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${text(item.raw)}` } } },
	} };
}

function colour(name) {
	return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// Minutes without calls are not sent.
function lastHour(minutes) {
	const known = new Map(minutes.map((one) => [Date.parse(one.start), one]));
	const now = Math.max(Math.floor(Date.now() / MINUTE) * MINUTE, ...known.keys());
	return Array.from({ length: MINUTES }, (_, index) => now - (MINUTES - 1 - index) * MINUTE)
		.map((start) => known.get(start) ?? { start, calls: 0, errors: 0, p50Millis: null, p95Millis: null });
}

function callsInWords(minutes) {
	const calls = minutes.reduce((sum, one) => sum + one.calls, 0);
	const errors = minutes.reduce((sum, one) => sum + one.errors, 0);
	const most = minutes.reduce((best, one) => one.calls > (best?.calls ?? 0) ? one : best, null);
	return most ? `${count(calls)} in the last hour, ${errors ? count(errors) : "none"} failed; most at ${minute(most.start)} with ${count(most.calls)}`
		: "No calls in the last hour";
}

function latencyInWords(minutes) {
	const ran = minutes.filter((one) => one.p95Millis != null);
	const slowest = ran.reduce((best, one) => one.p95Millis > (best?.p95Millis ?? -1) ? one : best, null);
	return slowest ? `Of calls that ran, by minute; slowest at ${minute(slowest.start)} with a p95 of ${millis(slowest.p95Millis)}`
		: "No call ran in the last hour";
}
