frappe.listview_settings["Meeting Brief"] = {
	hide_name_column: true,
	get_indicator(doc) {
		const colours = { Draft: "blue", Final: "green", Stale: "orange", Void: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
