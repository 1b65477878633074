/**
 * Drafts of unsaved texts, kept on this device until the server has them.
 *
 * They name people, so they are deleted when they are saved or discarded, after some days, when the user logs out, and
 * when another user logs in on this device. An expired session keeps them, because the user comes back.
 */
const DAYS = 3;
const PREFIX = "scrm_";
let has_logged_out = false;

/** The storage key of a draft of the session's user. */
function key_of(kind, name = "") {
	return `${PREFIX}${kind}:${frappe.session.user}${name && `:${name}`}`;
}

/** The draft, or null if there is none or it is too old. */
export function load_draft(kind, name) {
	return read(key_of(kind, name));
}

/** All drafts of one kind, the latest first, with their `name`. */
export function list_drafts(kind) {
	const start = key_of(kind, " ").slice(0, -1);
	return Object.keys(localStorage)
		.filter((key) => key.startsWith(start))
		.map((key) => ({ key, draft: read(key) }))
		.filter(({ draft }) => draft)
		.map(({ key, draft }) => ({ ...draft, name: key.slice(start.length) }))
		.sort((one, other) => other.kept_on - one.kept_on);
}

/** @returns {boolean}  whether it was saved. A full or disabled storage saves nothing. */
export function save_draft(kind, draft, name) {
	// A page that is being closed may still try to save.
	if (has_logged_out) return false;
	try {
		localStorage.setItem(key_of(kind, name), JSON.stringify({ ...draft, kept_on: Date.now() }));
		return true;
	} catch {
		return false;
	}
}

export function delete_draft(kind, name) {
	localStorage.removeItem(key_of(kind, name));
}

function read(key) {
	let draft;
	try {
		draft = JSON.parse(localStorage.getItem(key));
	} catch {
		draft = null;
	}
	if (draft && Date.now() - draft.kept_on > DAYS * 24 * 3600 * 1000) {
		localStorage.removeItem(key);
		return null;
	}
	return draft;
}

/** Delete all drafts except those of one user. */
function delete_all_except(user) {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith(PREFIX)) continue;
		if (user === null || key.split(":")[1] !== user) localStorage.removeItem(key);
	}
}

function on_logout() {
	has_logged_out = true;
	delete_all_except(null);
}

/** Delete a user's drafts when they log out, and those of other users when they log in. */
export function clear_drafts_on_logout() {
	// The session is not set up yet when this file is loaded.
	const user = frappe.boot?.user?.name;
	if (!user) return;
	delete_all_except(user);
	$(document).on("ajaxSuccess", (_event, _xhr, settings) => {
		const request = `${settings.url} ${settings.data || ""}`;
		if (/\/api\/method\/(web_)?logout\b|\bcmd=(web_)?logout\b/.test(request)) on_logout();
	});
}
