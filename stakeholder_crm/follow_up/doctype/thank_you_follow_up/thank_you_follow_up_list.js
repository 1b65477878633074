frappe.listview_settings["Thank You Follow Up"] = {
	add_fields: ["status", "due_on", "block_reason"],
	hide_name_column: true,
	get_indicator: stakeholder_crm.status_indicator("Thank You Follow Up"),
	formatters: { due_on: stakeholder_crm.hour_formatter },
	onload(listview) {
		stakeholder_crm.pair_list(listview);
		const show_anew = () => {
			listview.clear_checked_items();
			// Frappe answers a list that was asked for within three seconds with what it has.
			listview.last_args = null;
			listview.refresh();
		};
		const offer = (label, verb) =>
			listview.page.add_action_item(label, () =>
				stakeholder_crm.act_on_thank_yous(verb, listview.get_checked_items(), show_anew)
			);
		if (frappe.user.has_role(["Outreach Manager", "Safeguarding Lead"])) offer(__("Approve"), "approve");
		if (frappe.model.can_write("Thank You Follow Up")) offer(__("Check Again"), "check_again");
	},
};
