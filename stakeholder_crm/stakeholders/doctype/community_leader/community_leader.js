frappe.ui.form.on("Community Leader", stakeholder_crm.stakeholder_form);
