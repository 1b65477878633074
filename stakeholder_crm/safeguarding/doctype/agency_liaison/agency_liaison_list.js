frappe.listview_settings["Agency Liaison"] = {
	hide_name_column: true,
	add_fields: ["until"],
	get_indicator: (doc) =>
		doc.until && doc.until < frappe.datetime.get_today()
			? [__("Ended"), "gray", `until,<,${frappe.datetime.get_today()}`]
			: [__("In Force"), "orange", ""],
	onload: stakeholder_crm.show_all_columns,
};
