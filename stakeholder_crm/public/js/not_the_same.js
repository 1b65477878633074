/**
 * Note that two records which look alike are of two people.
 *
 * @param {string[]} one  DocType and name
 * @param {string[]} other  likewise
 * @returns {Promise}  once it is noted
 */
export async function set_apart(one, other) {
	await settle(one, other, false);
	frappe.show_alert({
		message: __("Noted: two people. The report Possible Duplicates can take it back."),
		indicator: "green",
	});
}

/** Take that back; the same arguments. */
export async function take_back(one, other) {
	await settle(one, other, true);
	frappe.show_alert({ message: __("They may be the same again."), indicator: "green" });
}

function settle([one_type, one], [other_type, other], undo) {
	const method = "stakeholder_crm.api.duplicates.mark_not_duplicate";
	return frappe.xcall(method, { one_type, one, other_type, other, undo });
}
