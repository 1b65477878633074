frappe.listview_settings["Disclosure Log"] = {
	add_fields: ["overridden"],
	hide_name_column: true,
	get_indicator: (doc) =>
		doc.overridden
			? [__("Overridden"), "orange", "overridden,=,1"]
			: [__("In Order"), "green", "overridden,=,0"],
	onload: stakeholder_crm.pair_list,
};
