frappe.listview_settings["Meeting Brief"] = {
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Meeting Brief"),
};
