frappe.listview_settings["Partnership Agreement"] = {
	add_fields: ["status", "review_on"],
	hide_name_column: true,
	onload: stakeholder_crm.show_all_columns,
	get_indicator: stakeholder_crm.status_indicator("Partnership Agreement"),
};
