frappe.listview_settings["Stakeholder Commitment"] = {
	add_fields: ["status", "direction", "due_on"],
	hide_name_column: true,
	get_indicator(doc) {
		const open = ["Open", "In Progress", "Renegotiated"].includes(doc.status);
		if (open && doc.due_on < frappe.datetime.get_today()) {
			return [__("Overdue"), "red", `status,=,${doc.status}|due_on,<,Today`];
		}
		return stakeholder_crm.status_indicator("Stakeholder Commitment")(doc);
	},
	onload: stakeholder_crm.pair_list,
};
