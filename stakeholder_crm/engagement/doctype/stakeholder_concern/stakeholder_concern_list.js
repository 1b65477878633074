frappe.listview_settings["Stakeholder Concern"] = {
	add_fields: ["status", "severity"],
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Stakeholder Concern"),
	onload: stakeholder_crm.pair_list,
};
