frappe.listview_settings["Partner Agency"] = stakeholder_crm.stakeholder_list("Partner Agency");
