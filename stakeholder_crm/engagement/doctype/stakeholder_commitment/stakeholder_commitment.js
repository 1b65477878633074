const ENDINGS = {
	Broken: __("Broken"),
	Renegotiated: __("Renegotiated"),
	Referred: __("Referred"),
};

frappe.ui.form.on("Stakeholder Commitment", {
	onload(frm) {
		if (frm.is_new() && !frm.doc.responsible) frm.set_value("responsible", frappe.session.user);
	},

	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.one_step_pair(frm);
		frm.set_intro();
		if (frm.is_new()) return;
		const open = ["Open", "In Progress", "Renegotiated"].includes(frm.doc.status);
		if (open && frm.doc.due_on < frappe.datetime.get_today()) {
			frm.set_intro(__("Overdue since {0}.", [frappe.datetime.str_to_user(frm.doc.due_on)]), "red");
		}
		if (frm.perm[0].write) add_buttons(frm, open);
	},
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});

function add_buttons(frm, open) {
	const move = (values) => frm.set_value(values).then(() => frm.save());
	if (!open) {
		frm.add_custom_button(__("Reopen"), () => move({ status: "Open" }));
		return;
	}
	frm.add_custom_button(__("Kept"), () =>
		frappe.prompt(
			{
				fieldtype: "Small Text",
				fieldname: "evidence",
				label: __("Evidence"),
				default: frm.doc.evidence,
			},
			({ evidence }) => move({ evidence, status: "Kept" }),
			__("Mark as Kept"),
			__("Save")
		)
	).addClass("btn-primary");
	if (frm.doc.status === "Open") {
		frm.add_custom_button(__("Start"), () => move({ status: "In Progress" }));
	}
	for (const [status, label] of Object.entries(ENDINGS)) {
		if (status === frm.doc.status) continue;
		frm.add_custom_button(label, () => explain(status, label, move), __("Not Kept"));
	}
}

function explain(status, label, move) {
	const fields = [{ fieldtype: "Small Text", fieldname: "explanation", label: __("Explanation"), reqd: 1 }];
	if (status === "Renegotiated") {
		fields.unshift({ fieldtype: "Date", fieldname: "due_on", label: __("New Due Date"), reqd: 1 });
	}
	frappe.prompt(fields, (answers) => move({ ...answers, status }), label, __("Save"));
}
