/**
 * Call an endpoint of this app for the form's document, then reload the document.
 *
 * @param {Object} frm
 * @param {string} method  path below `stakeholder_crm.api`
 * @param {Object} args
 */
export async function call_and_reload(frm, method, args) {
	const answer = await frappe.xcall(`stakeholder_crm.api.${method}`, args);
	await frm.reload_doc();
	return answer;
}

/** Ask for a reason, then continue. */
export function with_reason(title, label, on_confirm) {
	frappe.prompt(
		{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason"), reqd: 1 },
		({ reason }) => on_confirm(reason),
		title,
		label
	);
}
