frappe.ui.form.on("Engagement Plan", {
	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		frm.set_intro();
		if (frm.is_new()) {
			frm.set_intro(__("Tip: open the meeting and choose Start Plan."), "blue");
			return;
		}
		const { steps, status } = frm.doc;
		const today = frappe.datetime.get_today();
		const done = steps.filter((row) => row.done).length;
		const late = steps.filter((row) => !row.done && row.due_on < today).length;
		if (status === "Waiting") {
			frm.set_intro(
				__("The meeting has no date. To-dos are reopened when it is rescheduled."),
				"yellow"
			);
		} else if (status === "Running" && late) {
			frm.set_intro(__("{0} of {1} steps done, {2} overdue.", [done, steps.length, late]), "orange");
		} else if (status === "Running") {
			frm.set_intro(__("{0} of {1} steps done.", [done, steps.length]), "blue");
		}
	},
});
