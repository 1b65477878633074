frappe.ui.form.on("Stakeholder CRM Settings", {
	refresh(frm) {
		frm.set_intro();
		if (frm.doc.kill_switch) {
			frm.set_intro(
				__("All automatic messages are stopped. Follow-ups wait until you switch this off."),
				"red"
			);
		}
	},
});
