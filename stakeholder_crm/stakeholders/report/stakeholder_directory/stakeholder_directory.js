frappe.query_reports["Stakeholder Directory"] = stakeholder_crm.stakeholder_report({ overdue: true });
