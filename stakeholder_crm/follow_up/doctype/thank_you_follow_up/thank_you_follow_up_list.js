frappe.listview_settings["Thank You Follow Up"] = {
	add_fields: ["status", "due_on", "block_reason"],
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Thank You Follow Up"),
	formatters: { due_on: stakeholder_crm.hour_formatter, block_reason: stakeholder_crm.reason_formatter },
	onload(listview) {
		stakeholder_crm.pair_list(listview);
		const refresh_list = () => {
			listview.clear_checked_items();
			// Frappe reuses the list if it is requested again within three seconds.
			listview.last_args = null;
			listview.refresh();
		};
		const offer = (label, verb) =>
			listview.page.add_action_item(label, () =>
				stakeholder_crm.act_on_thank_yous(verb, listview.get_checked_items(), refresh_list)
			);
		if (frappe.user.has_role(["Outreach Manager", "Safeguarding Lead"])) offer(__("Approve"), "approve");
		if (frappe.model.can_write("Thank You Follow Up")) offer(__("Check Again"), "check_again");
	},
};
