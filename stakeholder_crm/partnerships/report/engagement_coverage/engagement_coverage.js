frappe.query_reports["Engagement Coverage"] = stakeholder_crm.engagement_coverage_report();
