frappe.query_reports["Retention Review"] = stakeholder_crm.retention_report();
