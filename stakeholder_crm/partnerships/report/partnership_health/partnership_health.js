frappe.query_reports["Partnership Health"] = stakeholder_crm.partnership_health_report();
