frappe.listview_settings["Stakeholder Assessment"] = {
	hide_name_column: true,
	onload: stakeholder_crm.pair_list,
};
