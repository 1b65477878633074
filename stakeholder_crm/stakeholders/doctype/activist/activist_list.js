frappe.listview_settings["Activist"] = stakeholder_crm.stakeholder_list("Activist");
