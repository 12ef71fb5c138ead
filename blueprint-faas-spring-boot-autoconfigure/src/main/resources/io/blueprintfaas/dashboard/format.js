// Values as people read them. What nobody knows is a dash.

export const NONE = "–";

const counts = new Intl.NumberFormat("en");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const clockMinute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export function count(value) {
	return isKnown(value) ? counts.format(value) : NONE;
}

/** Rates, with as many digits as tell something. */
export function rate(value) {
	return isKnown(value) ? counts.format(value === 0 ? 0 : Number(value.toPrecision(value < 10 ? 2 : 3))) : NONE;
}

export function millis(value) {
	if (!isKnown(value)) {
		return NONE;
	}
	if (value < 1000) {
		return `${digits(value)} ms`;
	}
	return value < 60_000 ? `${digits(value / 1000)} s` : `${digits(value / 60_000)} min`;
}

export function share(part, whole) {
	if (!isKnown(part) || !whole) {
		return NONE;
	}
	const percent = 100 * part / whole;
	return percent > 0 && percent < 0.1 ? "< 0.1 %" : `${Number(percent.toFixed(percent < 10 ? 1 : 0))} %`;
}

export function bytes(value) {
	if (!isKnown(value)) {
		return NONE;
	}
	const units = ["B", "KB", "MB", "GB"];
	const unit = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
	return `${digits(value / 1024 ** unit)} ${units[unit]}`;
}

/** Of durations such as PT1M30S. */
export function duration(iso) {
	const match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso ?? "");
	if (!match) {
		return iso ?? NONE;
	}
	const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
	const parts = [[days, "d"], [hours, "h"], [minutes, "min"]].filter(([amount]) => amount).map(([amount, unit]) => `${amount} ${unit}`);
	if (seconds || !parts.length) {
		parts.push(millis(seconds * 1000));
	}
	return parts.join(" ");
}

export function money({ amount, currency }) {
	return new Intl.NumberFormat("en", { style: "currency", currency, maximumSignificantDigits: 3 }).format(amount);
}

export function time(instant) {
	return instant ? clock.format(new Date(instant)) : NONE;
}

export function minute(instant) {
	return clockMinute.format(new Date(instant));
}

export function date(instant) {
	return instant ? day.format(new Date(instant)) : NONE;
}

/** Of names such as function_error. */
export function words(label) {
	return label ? label.replaceAll("_", " ") : NONE;
}

/** The last part of the name of a class. */
export function simpleName(type) {
	return type.slice(type.lastIndexOf(".") + 1);
}

function digits(value) {
	return counts.format(Number(value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)));
}

function isKnown(value) {
	return value !== null && value !== undefined;
}
