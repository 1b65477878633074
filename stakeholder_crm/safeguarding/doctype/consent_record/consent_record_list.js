frappe.listview_settings["Consent Record"] = {
	add_fields: ["decision"],
	hide_name_column: true,
	get_indicator: (doc) => [
		__(doc.decision),
		doc.decision === "Given" ? "green" : "red",
		`decision,=,${doc.decision}`,
	],
	onload: stakeholder_crm.pair_list,
};
