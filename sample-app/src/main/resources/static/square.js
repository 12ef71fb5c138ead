// Squares a number. Numbers stay text: a script would round the large ones.

import { note, start, time, where } from "./calls.js";
import { getJson, isLocal } from "./server.js";

const $ = (id) => document.getElementById(id);

$("square-form").addEventListener("submit", async (event) => {
	event.preventDefault();
	const number = $("number").value.trim();
	const message = $("square-message");
	message.classList.remove("error");
	$("number").removeAttribute("aria-invalid");
	message.textContent = "Calling …";
	try {
		const answer = await getJson(`api/square?number=${encodeURIComponent(number)}&local=${isLocal()}`);
		$("square-result").textContent = answer.value;
		message.textContent = [where(answer.call), start(answer.call), time(answer.call.totalMillis)].filter(Boolean).join(", ");
		note("square", answer.call);
	}
	catch (error) {
		$("square-result").textContent = "–";
		$("number").setAttribute("aria-invalid", "true");
		message.classList.add("error");
		message.textContent = error.message;
	}
});
