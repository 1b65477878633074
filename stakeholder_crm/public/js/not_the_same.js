const API = "stakeholder_crm.api.duplicates";

/**
 * Note that two records which look alike are of two people, or take that back.
 *
 * @param {string[]} one  DocType and name
 * @param {string[]} other  likewise
 * @returns {Promise}  once it is noted
 */
export async function set_apart(one, other) {
	await frappe.xcall(`${API}.not_the_same`, named(one, other));
	frappe.show_alert({
		message: __("Noted: two people. The report Possible Duplicates can take it back."),
		indicator: "green",
	});
}

export async function take_back(one, other) {
	await frappe.xcall(`${API}.maybe_the_same`, named(one, other));
	frappe.show_alert({ message: __("They may be the same again."), indicator: "green" });
}

function named([one_type, one], [other_type, other]) {
	return { one_type, one, other_type, other };
}
