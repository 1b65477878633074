// Blue: export. Orange: access granted. Green: access ended. Red: override.
const COLOURS = {
	View: "gray",
	Print: "blue",
	Export: "blue",
	"Data Export": "blue",
	Grant: "orange",
	"Role Added": "orange",
	"Role Renamed": "orange",
	"Password Set": "orange",
	"API Key Created": "orange",
	Impersonation: "red",
	"Level Lowered": "orange",
	"Liaison Ended": "orange",
	"Focal Person Ended": "orange",
	"Grant Ended": "green",
	"Role Removed": "green",
	"Liaison Marked": "green",
	"Focal Person Marked": "green",
	Override: "red",
	Erasure: "purple",
	Retention: "purple",
};

frappe.listview_settings["Stakeholder Access Log"] = {
	hide_name_column: true,
	add_fields: ["action", "user", "reference_name"],
	get_indicator: (doc) => [__(doc.action), COLOURS[doc.action] || "gray", `action,=,${doc.action}`],
	onload(listview) {
		stakeholder_crm.show_all_columns(listview);
		if (frappe.is_mobile()) say_all_in_one_column(listview);
	},
};

/** A phone shows the first column only. */
function say_all_in_one_column(listview) {
	const subject = listview.get_subject_html.bind(listview);
	listview.get_subject_html = (doc) =>
		subject({
			...doc,
			action: [__(doc.action), doc.reference_name, doc.user].filter(Boolean).join(" · "),
		});
}
