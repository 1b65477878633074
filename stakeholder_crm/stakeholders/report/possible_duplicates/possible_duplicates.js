frappe.query_reports["Possible Duplicates"] = stakeholder_crm.possible_duplicates_report();
