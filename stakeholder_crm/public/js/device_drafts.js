/**
 * Texts that are being written, kept on this device until the server has them.
 *
 * They name people, so they do not outlive their use: they go when they are saved or thrown away, after some days, when
 * their writer logs out, and when somebody else logs in here. A session that ran out keeps them: its user comes back.
 */
const DAYS = 3;
const PREFIX = "scrm_";
let has_logged_out = false;

/** Where a draft of the session's user is kept. */
function key_of(kind, name = "") {
	return `${PREFIX}${kind}:${frappe.session.user}${name && `:${name}`}`;
}

/** What was kept there; null where there is nothing, or where it is too old. */
export function kept_draft(kind, name) {
	return read(key_of(kind, name));
}

/** All drafts of a kind, the latest first, each with the `name` it was kept by. */
export function kept_drafts(kind) {
	const start = key_of(kind, " ").slice(0, -1);
	return Object.keys(localStorage)
		.filter((key) => key.startsWith(start))
		.map((key) => ({ key, draft: read(key) }))
		.filter(({ draft }) => draft)
		.map(({ key, draft }) => ({ ...draft, name: key.slice(start.length) }))
		.sort((one, other) => other.kept_on - one.kept_on);
}

/** @returns {boolean}  whether the device could keep it; a full or closed store keeps nothing */
export function keep_draft(kind, draft, name) {
	// A page that is being left has still something to keep.
	if (has_logged_out) return false;
	try {
		localStorage.setItem(key_of(kind, name), JSON.stringify({ ...draft, kept_on: Date.now() }));
		return true;
	} catch {
		return false;
	}
}

export function forget_draft(kind, name) {
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

/** Takes every draft off the device, but for those of one user. */
function forget_all_but(user) {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith(PREFIX)) continue;
		if (user === null || key.split(":")[1] !== user) localStorage.removeItem(key);
	}
}

function leave() {
	has_logged_out = true;
	forget_all_but(null);
}

/** Whoever logs out leaves nothing behind, and whoever comes finds nothing of those before. */
export function forget_on_log_out() {
	// The session is not set up yet when this is loaded.
	const user = frappe.boot?.user?.name;
	if (!user) return;
	forget_all_but(user);
	$(document).on("ajaxSuccess", (_event, _xhr, settings) => {
		const asked = `${settings.url} ${settings.data || ""}`;
		if (/\/api\/method\/(web_)?logout\b|\bcmd=(web_)?logout\b/.test(asked)) leave();
	});
}
