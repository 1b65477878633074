/**
 * Call an endpoint of this app for the form's document, then show the document as it is now.
 *
 * @param {Object} frm
 * @param {string} method  below `stakeholder_crm.api`
 * @param {Object} args
 */
export async function call_and_reload(frm, method, args) {
	const answer = await frappe.xcall(`stakeholder_crm.api.${method}`, args);
	await frm.reload_doc();
	return answer;
}

/** Ask for a reason, then go on. */
export function with_reason(title, label, go_on) {
	frappe.prompt(
		{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason"), reqd: 1 },
		({ reason }) => go_on(reason),
		title,
		label
	);
}
