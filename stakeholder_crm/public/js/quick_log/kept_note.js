import { forget_draft, keep_draft, kept_draft } from "../device_drafts";

/** The note that is being written, kept on this device until the server has it. */
const KIND = "quick_log";

/** The note that was begun here; null where there is none, or where it is too old. */
export function kept_note() {
	return kept_draft(KIND);
}

/** @returns {boolean}  whether the device could keep it */
export function keep_note(note) {
	return keep_draft(KIND, note);
}

export function forget_note() {
	forget_draft(KIND);
}

/** A note with nothing in it, begun now. */
export function new_note() {
	return { key: crypto.randomUUID?.() ?? random_key(), about: "", kind: KINDS[0], minutes: 30, people: [] };
}

/** On a page that was not fetched over HTTPS, browsers offer no UUIDs. */
function random_key() {
	const numbers = crypto.getRandomValues(new Uint8Array(16));
	return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}

export const KINDS = ["Informal Gathering", "One-to-one", "Call", "Site Visit", "Partner Coordination"];
