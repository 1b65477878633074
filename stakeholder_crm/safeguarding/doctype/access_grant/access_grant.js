frappe.ui.form.on("Access Grant", {
	...stakeholder_crm.written_once,
	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.one_step_pair(frm);
		frm.set_query("user", () => ({ filters: { enabled: 1 } }));
		const in_force =
			!frm.is_new() && !frm.doc.withdrawn_on && frm.doc.ends_on >= frappe.datetime.get_today();
		if (in_force) frm.add_custom_button(__("Withdraw"), () => withdraw(frm));
	},
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});

function withdraw(frm) {
	stakeholder_crm.with_reason(__("Withdraw Grant"), __("Withdraw"), (reason) =>
		stakeholder_crm.call_and_reload(frm, "safeguarding.withdraw_grant", { name: frm.doc.name, reason })
	);
}
