frappe.query_reports["Site Code Review"] = { filters: [] };
