// Talks to the application: every answer is either a value or an Error with a sentence.

/** Asks for one JSON value. */
export async function getJson(address, options) {
	const response = await send(address, options);
	return response.json();
}

/** Asks for a stream with one JSON value on each line, and yields the values as they come. */
export async function* getLines(address, options) {
	const response = await send(address, options);
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = "";
	for (;;) {
		const { value, done } = await reader.read();
		const lines = (rest + (value ?? "")).split("\n");
		rest = done ? "" : lines.pop();
		for (const line of lines) {
			if (line.trim()) {
				yield JSON.parse(line);
			}
		}
		if (done) {
			return;
		}
	}
}

async function send(address, options) {
	let response;
	try {
		response = await fetch(address, options);
	}
	catch (error) {
		throw error.name === "AbortError" ? error
			: new Error("The application does not answer. Is it still running?", { cause: error });
	}
	if (!response.ok) {
		throw new Error(await sentence(response));
	}
	return response;
}

async function sentence(response) {
	const text = await response.text();
	try {
		return JSON.parse(text).error;
	}
	catch {
		return `The application answered with status ${response.status}.`;
	}
}

/** Whether the calls are to run in this application. */
export function isLocal() {
	return document.querySelector("input[name=where]:checked").value === "here";
}

/** Whether the error only says that we hung up ourselves. */
export function isAbort(error) {
	return error.name === "AbortError";
}
