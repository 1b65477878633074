const COLOURS = { View: "gray", Print: "blue", Export: "blue", "Role Given": "orange", Grant: "orange" };

frappe.listview_settings["Stakeholder Access Log"] = {
	hide_name_column: true,
	add_fields: ["action"],
	get_indicator: (doc) => [__(doc.action), COLOURS[doc.action] || "red", `action,=,${doc.action}`],
};
