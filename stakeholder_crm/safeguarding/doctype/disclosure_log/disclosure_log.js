frappe.ui.form.on("Disclosure Log", {
	...stakeholder_crm.written_once,
	...stakeholder_crm.disclosure_walk,
});
