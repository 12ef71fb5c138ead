// Talks to the application: every answer is either a value or an Error with a sentence.

const PATIENCE = 30_000;
let csrf = null;

/** Has a header sent with everything that changes something. */
export function useCsrf(header) {
	csrf = header;
}

/** Asks for a value. */
export function get(...path) {
	return send(address(path), { headers: { Accept: "application/json" } });
}

/** Has something done. */
export function post(path, parameters) {
	const headers = { Accept: "application/json", "X-Blueprint-Faas": "dashboard" };
	if (csrf) {
		headers[csrf.name] = csrf.token;
	}
	return send(`${address(path)}?${new URLSearchParams(parameters)}`, { method: "POST", headers });
}

function address(path) {
	return ["api", ...path].map(encodeURIComponent).join("/");
}

async function send(url, options) {
	let response;
	try {
		response = await fetch(url, { cache: "no-store", credentials: "same-origin", redirect: "error",
			signal: AbortSignal.timeout(PATIENCE), ...options });
	}
	catch (error) {
		throw new Error("The application does not answer. Is it running, and are you still signed in?", { cause: error });
	}
	const text = await response.text();
	if (response.ok) {
		return JSON.parse(text);
	}
	throw Object.assign(new Error(sentence(text, response.status)), { status: response.status });
}

function sentence(text, status) {
	try {
		return JSON.parse(text).error ?? unexplained(status);
	}
	catch {
		return unexplained(status);
	}
}

function unexplained(status) {
	return status === 401 || status === 403 ? `The application refused this (status ${status}). Sign in again, or ask for the right to do it.`
		: `The application answered with status ${status}.`;
}
