frappe.ui.form.on("Partner Agency", stakeholder_crm.stakeholder_form);
