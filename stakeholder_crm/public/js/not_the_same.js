/**
 * Mark two records as not duplicates.
 *
 * @param {string[]} one  DocType and name
 * @param {string[]} other  DocType and name
 * @returns {Promise}  resolved when it is saved
 */
export async function mark_not_duplicate(one, other) {
	await update(one, other, false);
	frappe.show_alert({
		message: __("Marked as not a duplicate. You can undo this in the report Possible Duplicates."),
		indicator: "green",
	});
}

/** Remove the mark. Same arguments. */
export async function unmark_not_duplicate(one, other) {
	await update(one, other, true);
	frappe.show_alert({ message: __("Marked as a possible duplicate again."), indicator: "green" });
}

function update([one_type, one], [other_type, other], undo) {
	const method = "stakeholder_crm.api.duplicates.mark_not_duplicate";
	return frappe.xcall(method, { one_type, one, other_type, other, undo });
}
