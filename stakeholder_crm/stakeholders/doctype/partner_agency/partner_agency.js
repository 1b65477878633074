frappe.ui.form.on("Partner Agency", stakeholder_crm.stakeholder_form);

frappe.ui.form.on("Partner Agency", {
	setup(frm) {
		frm.set_query("contact", "focal_people", () => ({
			query: "stakeholder_crm.api.contacts.contacts_of_agency",
			filters: { agency: frm.doc.name },
		}));
	},
});

frappe.ui.form.on("Agency Focal Person", {
	/** Fill an empty row from the Contact. */
	async contact(_frm, doctype, name) {
		const row = frappe.get_doc(doctype, name);
		if (!row.contact) return;
		const fields = ["full_name", "designation", "email_id", "mobile_no", "phone"];
		const { message: contact } = await frappe.db.get_value("Contact", row.contact, fields);
		const values = { person_name: contact.full_name, role: contact.designation };
		if (row.channel === "Email") values.address = contact.email_id;
		else if (["SMS", "WhatsApp", "Phone"].includes(row.channel)) {
			values.address = contact.mobile_no || contact.phone;
		}
		for (const [field, value] of Object.entries(values)) {
			if (value && !row[field]) await frappe.model.set_value(doctype, name, field, value);
		}
	},
});
