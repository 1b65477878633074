frappe.ui.form.on("Meeting Brief", {
	refresh(frm) {
		frm.disable_save();
		frm.get_field("brief_html").$wrapper.html(frm.doc.__onload?.html || "");
		// The banner in the brief itself says it, next to what to do about it.
		frm.toggle_display("what_changed", false);
		add_buttons(frm);
	},
});

function add_buttons(frm) {
	frm.add_custom_button(__("Open Meeting"), () =>
		frappe.set_route("Form", "Stakeholder Meeting", frm.doc.meeting)
	);
	if (frm.doc.status === "Void") return;
	const compose = frm.add_custom_button(__("Compose Again"), () => compose_again(frm));
	if (frm.doc.status === "Stale") compose.removeClass("btn-default").addClass("btn-primary");
}

function compose_again(frm) {
	return frappe
		.call({
			method: "stakeholder_crm.api.briefs.compose",
			args: { meeting: frm.doc.meeting },
			freeze: true,
			freeze_message: __("Composing the brief"),
		})
		.then(({ message }) => {
			const is_new = message.name !== frm.doc.name;
			frappe.show_alert({
				message: is_new
					? __("Version {0} is composed.", [message.version])
					: __("Nothing changed: this version is up to date."),
				indicator: "green",
			});
			return is_new
				? frappe.set_route("Form", "Meeting Brief", message.name)
				: frm.reload_doc();
		});
}
