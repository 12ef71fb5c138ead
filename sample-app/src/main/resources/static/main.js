// Draws the first picture, tells whether the functions are there, and starts again when the switch is moved.

import { draw } from "./fractal.js";
import { getJson, isLocal } from "./server.js";
import "./square.js";
import "./thumbnails.js";

const PAUSE = 1500;
const state = document.getElementById("state");
const lead = document.getElementById("lead-where");

function say(sentence, kind) {
	if (state.textContent !== sentence) {
		state.textContent = sentence;
	}
	state.dataset.kind = kind;
}

async function watchFunctions() {
	try {
		const { pid, functions } = await getJson("api/about");
		const missing = functions.filter((one) => !one.ready).map((one) => one.job);
		if (!missing.length) {
			say(`${functions.length ? "The functions are there." : "No job has a provider: every call runs here."} `
				+ `This application is pid ${pid}.`, "ready");
			drawAgainIfFailed();
			return;
		}
		say(`This application is pid ${pid}. Not deployed yet: ${missing.join(", ")}.`, "waiting");
	}
	catch (error) {
		say(error.message, "failed");
	}
	setTimeout(watchFunctions, PAUSE);
}

function drawAgainIfFailed() {
	if (document.getElementById("fractal").dataset.state === "failed") {
		draw();
	}
}

document.querySelectorAll("input[name=where]").forEach((input) => input.addEventListener("change", () => {
	lead.textContent = isLocal() ? "Each call is an ordinary method call, in this process."
		: "Each call runs in a function, in a process of its own.";
	draw();
}));

draw();
watchFunctions();
