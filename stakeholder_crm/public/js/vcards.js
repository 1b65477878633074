/** Whether the user may export records of this type. */
export function can_export(doctype) {
	return Boolean(frappe.boot.user.can_export?.includes(doctype));
}

/**
 * Explain what the file contains, then download it.
 *
 * @param {string} doctype
 * @param {string[]} names
 */
export function export_cards(doctype, names) {
	frappe.confirm(
		[
			__("Export contacts as vCards ({0})?", [names.length]),
			__(
				"It contains only addresses that are marked Safe, still valid and not bounced. Confidential contacts are exported under their alias without addresses, and notes are never exported. The export is logged."
			),
		].join("<br><br>"),
		() =>
			window.open_url_post("/api/method/stakeholder_crm.api.vcards.export", {
				kind: doctype,
				names: JSON.stringify(names),
			})
	);
}
