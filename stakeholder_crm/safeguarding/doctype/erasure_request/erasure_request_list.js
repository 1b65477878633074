frappe.listview_settings["Erasure Request"] = {
	hide_name_column: true,
	add_fields: ["status"],
	get_indicator: stakeholder_crm.status_indicator("Erasure Request"),
	onload: stakeholder_crm.pair_list,
};
