frappe.listview_settings["Contact Import"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator: stakeholder_crm.status_indicator("Contact Import"),
	onload: stakeholder_crm.show_all_columns,
};
