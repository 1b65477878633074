frappe.ui.form.on("Stakeholder CRM Settings", {
	refresh(frm) {
		frm.set_intro();
		if (frm.doc.kill_switch) {
			frm.set_intro(
				__("All automatic messages are stopped. Thank-yous wait until you turn this off."),
				"red"
			);
		}
	},
});
