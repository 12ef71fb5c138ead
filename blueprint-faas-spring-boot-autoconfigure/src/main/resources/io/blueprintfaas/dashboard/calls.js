// The last calls of a job, and what happened during one of them.

import { chartCanvas, hasCharts } from "./charts.js";
import { h } from "./dom.js";
import { NONE, bytes, date, millis, simpleName, time, words } from "./format.js";

const FEW = 10;

/** A table of the last calls, or of the last that failed. */
export function callsCard({ job, onlyErrors, openCall, allCalls }) {
	const calls = onlyErrors ? job.errors : job.calls;
	const shown = allCalls ? calls : calls.filter((call, index) => index < FEW || call.invocationId === openCall);
	return h("section", { class: "card", "aria-labelledby": "calls-title" },
		h("div", { class: "card-head" },
			h("h3", { id: "calls-title" }, onlyErrors ? "Last failed calls" : "Last calls"),
			h("div", { class: "segments", role: "group", "aria-label": "Which calls" },
				h("button", { type: "button", "data-calls": "all", "aria-pressed": String(!onlyErrors) }, `all (${job.calls.length})`),
				h("button", { type: "button", "data-calls": "errors", "aria-pressed": String(onlyErrors) }, `failed (${job.errors.length})`))),
		calls.length ? [table(shown, openCall, job.name), calls.length > FEW && h("div", { class: "more" },
			h("button", { type: "button", class: "quiet", id: "more-calls", "aria-expanded": String(allCalls) },
				allCalls ? `Show the last ${FEW}` : `Show all ${calls.length}`))]
			: h("p", { class: "placeholder" }, onlyErrors ? "No call has failed." : "No call has ended yet. Call the job, and it appears here."));
}

function table(calls, openCall, job) {
	const heads = [["Started"], ["Outcome"], ["Ran"], ["Instance"], ["Size", true], ["Handler", true], ["Total", true]];
	return h("table", { class: "calls", role: "table" },
		h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map(([label, number]) => h("th",
			{ role: "columnheader", scope: "col", class: number ? "number" : null }, label)))),
		h("tbody", { role: "rowgroup" }, calls.flatMap((call) => rows(call, call.invocationId === openCall, job))));
}

function rows(call, open, job) {
	return [h("tr", { role: "row", "data-key": call.invocationId, class: open ? "current" : null },
		h("th", { role: "rowheader", scope: "row" }, h("button", { type: "button", class: "disclose", "data-call": call.invocationId,
			"aria-expanded": String(open), "aria-controls": open ? "timeline" : null }, time(call.startedAt))),
		cell("Outcome", h("span", { class: "badge", "data-state": tone(call) }, words(call.outcome))),
		cell("Ran", place(call)),
		cell("Instance", call.coldStart == null ? NONE : call.coldStart ? "cold" : "warm"),
		cell("Size", sizes(call), true),
		cell("Handler", millis(call.executionMillis), true),
		cell("Total", millis(call.totalMillis), true)),
	open && h("tr", { role: "row", "data-key": `${call.invocationId} timeline`, class: "detail" },
		h("td", { role: "cell", colspan: "7" }, h("div", { id: "timeline", class: "timeline" }, details(call, job))))];
}

function cell(label, content, number) {
	return h("td", { role: "cell", "data-label": label, class: number ? "number" : null }, typeof content === "string" ? h("span", null, content) : content);
}

function details(call, job) {
	return [
		hasCharts() && call.executionMillis != null && h("figure", { class: "bar" }, chartCanvas("timeline", "Where the time went")),
		h("ol", { class: "events", "aria-label": "What happened" }, events(call, job).map((event) => h("li", { "data-kind": event.kind },
			h("span", { class: "at" }, `+${millis(event.at)}`), h("span", { class: "wrap" }, event.text)))),
		h("dl", { class: "facts" },
			fact("Invocation", h("code", { class: "wrap" }, call.invocationId)),
			fact("Started", date(call.startedAt)),
			call.instance && fact("Instance", h("code", { class: "wrap" }, call.instance)),
			call.initMillis != null && fact("Instance started in", millis(call.initMillis)),
			call.billedMillis != null && fact("Billed", millis(call.billedMillis)),
			call.memoryUsedBytes != null && fact("Memory in use", bytes(call.memoryUsedBytes)))];
}

function events(call, job) {
	const begun = { at: 0, kind: "start", text: `${job} was called${call.requestBytes == null ? "" : ` with ${bytes(call.requestBytes)} of arguments`}` };
	return [begun, ...call.events.map((event) => ({ at: event.atMillis, kind: event.kind, text: `${words(event.kind)}: ${event.detail}` })),
		{ at: call.totalMillis, kind: tone(call), text: ending(call) }];
}

function ending(call) {
	if (call.errorType) {
		return `${words(call.outcome)}: ${simpleName(call.errorType)}${call.error ? `: ${call.error}` : ""}`;
	}
	return call.outcome === "success" ? `Result${call.responseBytes == null ? "" : ` of ${bytes(call.responseBytes)}`} from ${place(call)}` : words(call.outcome);
}

function tone(call) {
	return call.outcome === "success" ? "success" : call.outcome === "cancelled" ? "cancelled" : "failed";
}

function place(call) {
	return call.place === "remote" ? call.provider ?? "nowhere" : call.place === "fallback" ? "here, as fallback" : "here";
}

function sizes(call) {
	return call.requestBytes == null && call.responseBytes == null ? NONE : `${bytes(call.requestBytes)} → ${bytes(call.responseBytes)}`;
}

function fact(label, value) {
	return h("div", null, h("dt", null, label), h("dd", null, value));
}
