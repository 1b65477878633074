frappe.listview_settings["Community Leader"] = stakeholder_crm.stakeholder_list("Community Leader");
