frappe.query_reports["You Said We Did"] = stakeholder_crm.you_said_we_did_report();
