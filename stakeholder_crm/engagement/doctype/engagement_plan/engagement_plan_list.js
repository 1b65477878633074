frappe.listview_settings["Engagement Plan"] = {
	add_fields: ["status", "next_due_on"],
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Engagement Plan"),
};
