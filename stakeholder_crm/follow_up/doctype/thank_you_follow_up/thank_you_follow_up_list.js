frappe.listview_settings["Thank You Follow Up"] = {
	add_fields: ["status", "due_on", "block_reason"],
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Thank You Follow Up"),
	formatters: { due_on: stakeholder_crm.hour_formatter },
	onload(listview) {
		stakeholder_crm.pair_list(listview);
		if (!frappe.user.has_role(["Outreach Manager", "Safeguarding Lead"])) return;
		listview.page.add_action_item(__("Approve"), () =>
			stakeholder_crm.approve_thank_yous(listview.get_checked_items(), () => listview.refresh())
		);
	},
};
