frappe.ui.form.on("Activist", stakeholder_crm.stakeholder_form);
