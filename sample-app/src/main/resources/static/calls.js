// Keeps count of the calls and shows which process ran them.

const COLOURS = 8;
const LATEST = 8;
const $ = (id) => document.getElementById(id);

let calls = [];
const colours = new Map();

/** Colour of an instance, as a CSS value; the same one for as long as the page is open. */
export function colourOf(instance) {
	if (!colours.has(instance)) {
		colours.set(instance, `var(--instance-${colours.size % COLOURS})`);
	}
	return colours.get(instance);
}

/** Notes a call that came back. */
export function note(job, call) {
	calls.push({ job, ...call });
	schedule();
}

/** A measured time for people, or a dash if nobody measured it. */
export function time(millis) {
	if (millis == null) {
		return "–";
	}
	return millis >= 9950 ? `${(millis / 1000).toFixed(1)} s` : `${millis < 9.95 ? millis.toFixed(1) : Math.round(millis)} ms`;
}

/** In a word how the call began, or nothing if nobody told. */
export function start(call) {
	return call.cold == null ? "" : call.cold ? "cold" : "warm";
}

/** The process that ran the call. */
export function where(call) {
	return `${call.instance ?? "an instance without a name"}, ${place(call)}`;
}

/** The provider that ran the call, in words. */
export function place(call) {
	return call.here ? "this application" : `provider ${call.provider}`;
}

let scheduled = false;

function schedule() {
	if (!scheduled) {
		scheduled = true;
		requestAnimationFrame(() => {
			scheduled = false;
			show();
		});
	}
}

function show() {
	const instances = byInstance();
	$("figure-calls").textContent = calls.length;
	$("figure-cold").textContent = calls.filter((call) => call.cold).length;
	$("figure-median").textContent = time(median(calls));
	$("figure-instances").textContent = instances.size;
	$("label-instances").textContent = instances.size === 1 ? "instance" : "instances";
	$("instances").replaceChildren(...[...instances].map(([name, own]) => instanceItem(name, own)));
	$("latest").replaceChildren(...calls.slice(-LATEST).reverse().map(row));
	if (!calls.length) {
		$("instances").replaceChildren(element("li", "None yet", "empty"));
	}
}

function byInstance() {
	const instances = new Map();
	for (const call of calls) {
		const name = call.instance ?? "not told";
		instances.set(name, [...(instances.get(name) ?? []), call]);
	}
	return instances;
}

function median(some) {
	const times = some.map((call) => call.totalMillis).filter((millis) => millis != null).sort((a, b) => a - b);
	const middle = times.length >> 1;
	return times.length % 2 || !times.length ? times[middle] : (times[middle - 1] + times[middle]) / 2;
}

function instanceItem(name, own) {
	const item = element("li");
	const count = `${own.length} · ${time(median(own))}`;
	item.append(dot(name), element("strong", name), element("span", own[0].here ? place(own[0]) : own[0].job),
		element("span", count, "number"));
	return item;
}

function row(call) {
	const line = element("tr");
	const instance = element("td");
	instance.append(dot(call.instance), call.instance ?? "–");
	line.append(element("td", call.job), instance, element("td", start(call), call.cold ? "cold" : ""),
		element("td", time(call.totalMillis), "number"));
	return line;
}

/** A dot in the colour of an instance. */
export function dot(instance) {
	const mark = element("i", "", "dot");
	mark.style.background = colourOf(instance ?? "not told");
	return mark;
}

/** An element with a text and a class. */
export function element(name, text = "", className = "") {
	const made = document.createElement(name);
	made.textContent = text;
	if (className) {
		made.className = className;
	}
	return made;
}

$("calls-clear").addEventListener("click", () => {
	calls = [];
	show();
});
