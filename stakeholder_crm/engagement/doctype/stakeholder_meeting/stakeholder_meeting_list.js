frappe.listview_settings["Stakeholder Meeting"] = {
	add_fields: ["status", "starts_on", "ends_on", "confidentiality"],
	hide_name_column: true,
	formatters: { starts_on: stakeholder_crm.hour_formatter },
	onload: stakeholder_crm.show_all_columns,
	get_indicator(doc) {
		const past = doc.ends_on < frappe.datetime.now_datetime();
		if (past && ["Planned", "Confirmed"].includes(doc.status)) {
			return [__("Needs a Log"), "orange", `status,=,${doc.status}`];
		}
		return stakeholder_crm.status_indicator("Stakeholder Meeting")(doc);
	},
};
