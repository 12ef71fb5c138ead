// Waits for the functions, and starts again when the switch is moved.

import { draw } from "./fractal.js";
import { getJson, isLocal } from "./server.js";
import "./square.js";
import "./thumbnails.js";

const PAUSE = 700;
const PATIENCE = 90_000;
const state = document.getElementById("state");
const lead = document.getElementById("lead-where");

function say(sentence, kind) {
	state.textContent = sentence;
	state.dataset.kind = kind;
}

async function functionsReady() {
	const since = performance.now();
	for (;;) {
		const { pid, functions } = await getJson("api/about");
		const missing = functions.filter((one) => !one.ready);
		if (!missing.length) {
			say(functions.length ? `The functions are there. This application is pid ${pid}.`
				: `No job has a provider: every call runs in this application, pid ${pid}.`, "ready");
			return;
		}
		const names = missing.map((one) => one.job).join(", ");
		if (performance.now() - since > PATIENCE) {
			throw new Error(`Still not there: ${names}. ${missing[0].detail} The terminal says more; `
				+ "until then, run the calls in this application.");
		}
		say(`This application is pid ${pid}. Being deployed: ${names} …`, "waiting");
		await new Promise((resolve) => setTimeout(resolve, PAUSE));
	}
}

document.querySelectorAll("input[name=where]").forEach((input) => input.addEventListener("change", () => {
	lead.textContent = isLocal() ? "Each call is an ordinary method call, in this process."
		: "Each call runs in a function, in a process of its own.";
	draw();
}));

try {
	await functionsReady();
	if (!isLocal()) {
		draw();
	}
}
catch (error) {
	say(error.message, "failed");
}
