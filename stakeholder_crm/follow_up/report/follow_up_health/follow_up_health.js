frappe.query_reports["Follow-up Health"] = stakeholder_crm.follow_up_health_report();
