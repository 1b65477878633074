frappe.ui.form.on("Contact Import", stakeholder_crm.contact_import_form);
