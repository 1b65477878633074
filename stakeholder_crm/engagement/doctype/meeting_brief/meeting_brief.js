frappe.ui.form.on("Meeting Brief", {
	refresh(frm) {
		frm.disable_save();
		// The brief itself says that it is out of date.
		frm.toggle_display("status", frm.doc.status !== "Stale");
		show_brief(frm);
		add_buttons(frm);
	},
});

function show_brief(frm) {
	const wrapper = frm.get_field("brief_html").$wrapper;
	wrapper.html(frm.doc.__onload?.html || "");
	wrapper
		.find(".crm-brief-to-gaps")
		.on("click", () => wrapper.find(".crm-brief-gaps").get(0)?.scrollIntoView({ behavior: "smooth" }));
	wrapper.find(".crm-brief-compose").on("click", () => refresh_brief(frm));
}

function add_buttons(frm) {
	frm.add_custom_button(__("Open Meeting"), () =>
		frappe.set_route("Form", "Stakeholder Meeting", frm.doc.meeting)
	);
	if (["Draft", "Final"].includes(frm.doc.status)) {
		frm.add_custom_button(__("Refresh Brief"), () => refresh_brief(frm));
	}
}

function refresh_brief(frm) {
	return frappe
		.call({
			method: "stakeholder_crm.api.briefs.create",
			args: { meeting: frm.doc.meeting },
			freeze: true,
			freeze_message: __("Refreshing the brief"),
		})
		.then(({ message }) => {
			const is_new = message.name !== frm.doc.name;
			frappe.show_alert({
				message: is_new
					? __("Version {0} created.", [message.version])
					: __("This brief is up to date."),
				indicator: "green",
			});
			return is_new ? frappe.set_route("Form", "Meeting Brief", message.name) : frm.reload_doc();
		});
}
