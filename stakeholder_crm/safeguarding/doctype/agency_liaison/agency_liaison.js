frappe.ui.form.on("Agency Liaison", {
	refresh(frm) {
		frm.set_query("user", () => ({ filters: { user_type: "System User", enabled: 1 } }));
		if (!frm.is_new()) return;
		frm.set_intro(
			__(
				"Activists, and everything that names one, will be hidden from this colleague until the liaison ends."
			),
			"yellow"
		);
	},
	until: (frm) => frm.doc.until || frm.set_value("ended_because", ""),
});
