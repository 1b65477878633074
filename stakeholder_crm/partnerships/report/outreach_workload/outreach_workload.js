frappe.query_reports["Outreach Workload"] = stakeholder_crm.outreach_workload_report();
