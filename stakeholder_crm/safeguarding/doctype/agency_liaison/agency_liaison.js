frappe.ui.form.on("Agency Liaison", {
	...stakeholder_crm.written_once,
	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.hide_repeated(frm, "user_full_name");
		frm.toggle_display("until", !frm.is_new());
		frm.set_query("user", () => ({ filters: { user_type: "System User", enabled: 1 } }));
		if (!frm.is_new()) return;
		frm.set_intro(
			__("Until the liaison ends, this user cannot view activists or any record that names one."),
			"yellow"
		);
	},
	until: (frm) => frm.doc.until || frm.set_value("ended_because", ""),
});
