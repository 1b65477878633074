frappe.ui.form.on("Consent Record", {
	refresh: (frm) => stakeholder_crm.one_step_pair(frm),
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});
