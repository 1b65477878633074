frappe.ui.form.on("Contact Suppression", stakeholder_crm.written_once);
