frappe.ui.form.on("Stakeholder Assessment", {
	...stakeholder_crm.written_once,
	refresh: (frm) => stakeholder_crm.one_step_pair(frm),
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});
