const BY_CHANNEL = ["Thank-You Messages", "Meeting Invitations"];

frappe.ui.form.on("Consent Record", {
	...stakeholder_crm.written_once,
	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.one_step_pair(frm);
	},
	purpose(frm) {
		if (frm.doc.channel && !BY_CHANNEL.includes(frm.doc.purpose)) frm.set_value("channel", "");
	},
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});
