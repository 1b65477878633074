frappe.query_reports["Losing Touch"] = stakeholder_crm.stakeholder_report({ overdue: false });
