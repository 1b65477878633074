const ADDRESS = "/api/method/stakeholder_crm.api.logs.quick";
const PATIENCE_MS = 60_000;

/** The server rejected the note. */
export class Refused extends Error {}

/**
 * Send a note. The Desk's own call does not return while there is no connection; this one does.
 *
 * @param {Object} note
 * @returns {Promise<Object>}  names of the `meeting` and the `log`
 * @throws {Refused}  with the server's messages as HTML. After any other error the result is unknown.
 */
export async function send_note(note) {
	const answer = await fetch(ADDRESS, {
		method: "POST",
		headers: {
			Accept: "application/json",
			"Content-Type": "application/json",
			"X-Frappe-CSRF-Token": frappe.csrf_token,
		},
		body: JSON.stringify({ note }),
		signal: AbortSignal.timeout(PATIENCE_MS),
	});
	if (answer.ok) return (await answer.json()).message;
	// A proxy without a server says nothing about the note.
	if (answer.status >= 500) throw new Error(answer.statusText);
	throw new Refused(await error_message(answer));
}

async function error_message(answer) {
	try {
		const { _server_messages } = await answer.json();
		return JSON.parse(_server_messages)
			.map((message) => JSON.parse(message).message)
			.join("<br>");
	} catch {
		return __("Your session may have expired. Log in again in another tab, then try again.");
	}
}
