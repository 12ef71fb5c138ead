// Sends a picture to be made smaller, and shows each size as it comes back.

import { dot, element, note, place, start, time } from "./calls.js";
import { getLines, isAbort, isLocal } from "./server.js";

const WIDTHS = [80, 160, 320];
const LARGEST = 10 * 1024 * 1024;
const $ = (id) => document.getElementById(id);
const message = $("thumbnails-message");

let underWay = new AbortController();

async function make(name, picture) {
	underWay.abort();
	const own = underWay = new AbortController();
	if (picture.size > LARGEST) {
		return say(`${name} has ${size(picture.size)}: a picture may have up to 10 MB.`, true);
	}
	say(`Making thumbnails of ${name}, ${size(picture.size)} …`);
	$("thumbnails").dataset.state = "working";
	$("thumbs").replaceChildren(...WIDTHS.map(placeholder));
	try {
		const address = `api/thumbnails?widths=${WIDTHS}&local=${isLocal()}`;
		const options = { method: "POST", body: picture, headers: { "Content-Type": "application/octet-stream" } };
		let errors = [];
		for await (const answer of getLines(address, { ...options, signal: own.signal })) {
			if (answer.error) {
				errors.push(answer.error);
			}
			else {
				$("thumbs").children[WIDTHS.indexOf(answer.item)].replaceWith(figure(answer));
				note("thumbnail", answer.call);
			}
		}
		finish(errors, `${name}, ${size(picture.size)}`);
	}
	catch (error) {
		if (!isAbort(error)) {
			finish([error.message]);
		}
	}
}

function finish(errors, sentence) {
	$("thumbnails").dataset.state = errors.length ? "failed" : "done";
	$("thumbs").querySelectorAll(".placeholder").forEach((figure) => figure.remove());
	say(errors.length ? errors[0] : sentence, errors.length > 0);
}

function placeholder(width) {
	const figure = element("figure", "", "placeholder");
	figure.append(element("div", `${width} px`));
	figure.style.setProperty("--width", `${width}px`);
	return figure;
}

function figure({ item: width, value, call }) {
	const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
	const image = element("img");
	image.src = URL.createObjectURL(new Blob([bytes]));
	image.alt = `Thumbnail, ${width} pixels wide`;
	image.width = width;
	image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
	const ran = element("span", "", "ran");
	ran.append(dot(call.instance), call.instance ?? "not told");
	const caption = element("figcaption");
	caption.append(element("strong", `${width} px · ${size(bytes.length)}`), ran, element("span", place(call)),
		element("span", [start(call), time(call.totalMillis)].filter(Boolean).join(", ")));
	const made = element("figure");
	made.dataset.instance = call.instance;
	made.style.setProperty("--width", `${width}px`);
	made.append(image, caption);
	return made;
}

function size(bytes) {
	return bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function say(sentence, isError = false) {
	message.textContent = sentence;
	message.classList.toggle("error", isError);
}

function choose(files) {
	if (files.length) {
		make(files[0].name, files[0]);
	}
}

const drop = $("drop");
for (const type of ["dragenter", "dragover"]) {
	drop.addEventListener(type, (event) => {
		event.preventDefault();
		drop.classList.add("over");
	});
}
for (const type of ["dragleave", "drop"]) {
	drop.addEventListener(type, (event) => {
		event.preventDefault();
		drop.classList.remove("over");
	});
}
drop.addEventListener("drop", (event) => choose(event.dataTransfer.files));
$("file").addEventListener("change", (event) => {
	choose([...event.target.files]);
	event.target.value = "";
});
$("use-example").addEventListener("click", async () => {
	try {
		const response = await fetch("api/example.jpg");
		await make("the example", await response.blob());
	}
	catch {
		say("The application does not answer. Is it still running?", true);
	}
});
