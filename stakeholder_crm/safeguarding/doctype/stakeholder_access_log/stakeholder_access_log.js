frappe.ui.form.on("Stakeholder Access Log", {
	refresh: (frm) => frm.disable_form(),
});
