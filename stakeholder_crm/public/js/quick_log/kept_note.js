import { delete_draft, load_draft, save_draft } from "../device_drafts";

/** The current note, kept on this device until the server has it. */
const KIND = "quick_log";

/** The saved note, or null if there is none or it is too old. */
export function load_note() {
	return load_draft(KIND);
}

/** @returns {boolean}  whether it was saved */
export function save_note(note) {
	return save_draft(KIND, note);
}

export function delete_note() {
	delete_draft(KIND);
}

/** A new, empty note. */
export function new_note() {
	return { key: crypto.randomUUID?.() ?? random_key(), about: "", kind: KINDS[0], minutes: 30, people: [] };
}

/** Browsers offer no UUIDs on pages without HTTPS. */
function random_key() {
	const numbers = crypto.getRandomValues(new Uint8Array(16));
	return [...numbers].map((number) => number.toString(16).padStart(2, "0")).join("");
}

export const KINDS = ["Informal Gathering", "One-to-one", "Call", "Site Visit", "Partner Coordination"];
