/**
 * The note that is being written, kept on this device until the server has it.
 *
 * It names people, so it does not outlive its use: it goes when it is logged or thrown away, and after some days.
 */
const DAYS = 3;

function place() {
	return `scrm_quick_log:${frappe.session.user}`;
}

/** The note that was begun here; null where there is none, or where it is too old. */
export function kept_note() {
	let note;
	try {
		note = JSON.parse(localStorage.getItem(place()));
	} catch {
		note = null;
	}
	if (note && Date.now() - note.kept_on > DAYS * 24 * 3600 * 1000) {
		forget_note();
		return null;
	}
	return note;
}

/** @returns {boolean}  whether the device could keep it; a full or closed store keeps nothing */
export function keep_note(note) {
	try {
		localStorage.setItem(place(), JSON.stringify({ ...note, kept_on: Date.now() }));
		return true;
	} catch {
		return false;
	}
}

export function forget_note() {
	localStorage.removeItem(place());
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
