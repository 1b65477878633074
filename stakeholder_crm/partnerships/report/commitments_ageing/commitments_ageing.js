frappe.query_reports["Commitments Ageing"] = stakeholder_crm.commitments_ageing_report();
