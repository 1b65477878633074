const ADDRESS = "/api/method/stakeholder_crm.api.logs.quick";
const PATIENCE_MS = 60_000;

/** The server answered, and said no. */
export class Refused extends Error {}

/**
 * Send a note. The Desk's own call never answers while there is no connection; this one does.
 *
 * @param {Object} note
 * @returns {Promise<Object>}  names of the `meeting` and the `log`
 * @throws {Refused}  with what the server said, as HTML; any other error means that nothing is known
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
	// A proxy that has lost the server has nothing to say about the note.
	if (answer.status >= 500) throw new Error(answer.statusText);
	throw new Refused(await words_of(answer));
}

async function words_of(answer) {
	try {
		const { _server_messages } = await answer.json();
		return JSON.parse(_server_messages)
			.map((message) => JSON.parse(message).message)
			.join("<br>");
	} catch {
		return __("Your session may have ended. Log in again in another tab, then try again here.");
	}
}
