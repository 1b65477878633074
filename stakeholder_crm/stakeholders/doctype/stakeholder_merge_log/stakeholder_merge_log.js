frappe.ui.form.on("Stakeholder Merge Log", stakeholder_crm.merge_log_form);
