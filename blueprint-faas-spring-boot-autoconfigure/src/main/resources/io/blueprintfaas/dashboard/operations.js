// Asks whether something is meant, has it done, and says what came of it.

import { post } from "./server.js";

const dialog = document.getElementById("confirm");
const choice = document.getElementById("confirm-choice");
const provider = document.getElementById("confirm-provider");
const yes = document.getElementById("confirm-yes");
let confirmed = null;

yes.addEventListener("click", () => {
	const todo = confirmed;
	dialog.close();
	todo?.();
});
document.getElementById("confirm-no").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
	confirmed = null;
});

/** Asks first; Esc and Cancel change nothing. */
export function operate(job, { operation, mode }, done) {
	const { title, text, button, danger } = question(job, operation, mode);
	const choose = operation === "deploy" && job.providers.length > 1;
	document.getElementById("confirm-title").textContent = title;
	document.getElementById("confirm-text").textContent = text;
	yes.textContent = button;
	yes.className = danger ? "primary danger" : "primary";
	choice.hidden = !choose;
	provider.replaceChildren(...["", ...job.providers.map((one) => one.provider)].map((name) => new Option(name || "all of them", name)));
	confirmed = () => run(job.name, { operation, ...(mode && { mode }), ...(choose && provider.value && { provider: provider.value }) }, done);
	dialog.showModal();
	document.getElementById("confirm-no").focus();
}

async function run(job, parameters, done) {
	try {
		const report = await post(["jobs", job], parameters);
		done({ job, failed: false, text: report.state === "running" ? `${words(parameters)} has begun` : sentence(report) });
	}
	catch (error) {
		done({ job, failed: true, text: error.message });
	}
}

function question(job, operation, mode) {
	const at = job.route.providers.join(", ");
	switch (operation) {
		case "deploy":
			return { title: `Deploy ${job.name}?`, button: "Deploy",
				text: `This application is packaged as it runs now and brought to ${at}. Calls go to the new function as soon as it is ready.` };
		case "warm":
			return { title: `Warm ${job.name}?`, button: "Warm", text: `Instances are started at ${at} before calls need them. The provider may charge for that.` };
		case "undeploy":
			return { title: `Remove ${job.name} from ${at}?`, button: "Remove", danger: true,
				text: "The function is deleted at its provider. Calls fail, or run here if the job falls back, until it is deployed again." };
		default:
			return { title: `Run calls of ${job.name} ${{ remote: `at ${at}`, local: "here", overflow: `here, then at ${at}`, configured: "as configured" }[mode]}?`,
				button: "Change the route", text: "The next call goes the new way; calls under way stay where they are. A restart brings back what is configured." };
	}
}

function words({ operation, provider: at }) {
	return `${{ deploy: "Deploying", warm: "Warming", undeploy: "Removing" }[operation]}${at ? ` at ${at}` : ""}`;
}

function sentence({ result, error }) {
	const text = error ?? result ?? "done";
	return text.charAt(0).toUpperCase() + text.slice(1);
}
