frappe.listview_settings["Meeting Log"] = {
	add_fields: ["outcome", "held_from"],
	hide_name_column: true,
	formatters: { held_from: stakeholder_crm.hour_formatter },
	onload: stakeholder_crm.show_all_columns,
	get_indicator(doc) {
		if (doc.docstatus === 0) return [__("To Be Submitted"), "orange", "docstatus,=,0"];
		if (doc.docstatus === 2) return [__("Cancelled"), "darkgrey", "docstatus,=,2"];
		const colors = { Agreement: "green", Progress: "green", "No Change": "gray", Setback: "red" };
		const label = doc.outcome ? __(doc.outcome) : __("Submitted");
		return [label, colors[doc.outcome] || "blue", "docstatus,=,1"];
	},
};
