frappe.ui.form.on("Erasure Request", stakeholder_crm.erasure_request_form);
