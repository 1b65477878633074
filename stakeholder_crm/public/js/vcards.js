/** Whether the user may take records of this kind out of the Desk. */
export function can_export(doctype) {
	return Boolean(frappe.boot.user.can_export?.includes(doctype));
}

/**
 * Say what is in the file and what is not, then download it.
 *
 * @param {string} doctype
 * @param {string[]} names
 */
export function export_cards(doctype, names) {
	frappe.confirm(
		[
			__("Makes a file of vCards for another address book: {0}.", [names.length]),
			__(
				"Only addresses that are marked Safe, in date and not bounced are on them: nobody can take back what has left. Confidential people are on them under their alias, without any address; notes never are. The export is logged. Go on?"
			),
		].join("<br><br>"),
		() =>
			window.open_url_post("/api/method/stakeholder_crm.api.vcards.export", {
				kind: doctype,
				names: JSON.stringify(names),
			})
	);
}
