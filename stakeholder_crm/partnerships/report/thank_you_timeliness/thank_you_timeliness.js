frappe.query_reports["Thank-you Timeliness"] = stakeholder_crm.thank_you_timeliness_report();
