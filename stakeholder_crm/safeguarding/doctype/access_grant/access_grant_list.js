frappe.listview_settings["Access Grant"] = {
	hide_name_column: true,
	add_fields: ["withdrawn_on", "ends_on"],
	get_indicator(doc) {
		if (doc.withdrawn_on) return [__("Withdrawn"), "gray", "withdrawn_on,is,set"];
		const today = frappe.datetime.get_today();
		return doc.ends_on < today
			? [__("Ended"), "gray", `ends_on,<,${today}`]
			: [__("In Force"), "orange", `ends_on,>=,${today}`];
	},
	onload: stakeholder_crm.pair_list,
};
