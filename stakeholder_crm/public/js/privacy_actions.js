import { new_form } from "./new_form";

/** The menu items for data subject rights on a stakeholder's form. */
export function add_privacy_actions(frm) {
	if (frm.is_new()) return;
	if (frappe.user.has_role("Safeguarding Lead")) {
		frm.page.add_menu_item(__("Export Personal Data"), () => export_data(frm));
	}
	if (frm.doc.status !== "Anonymised" && frappe.model.can_create("Erasure Request")) {
		frm.page.add_menu_item(__("Request Erasure"), () =>
			new_form("Erasure Request", {
				stakeholder_type: frm.doctype,
				stakeholder: frm.doc.name,
				stakeholder_name: frm.doc.display_name,
			})
		);
	}
}

function export_data(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Export Personal Data"),
		fields: [
			{
				fieldtype: "HTML",
				options: `<p>${__(
					"Creates a file with all data about this person, for reading and as JSON. Names and addresses of others are left out. Read it before you share it: a text may still identify others. The export is logged and not stored."
				)}</p>`,
			},
			{
				fieldtype: "Small Text",
				fieldname: "reason",
				label: __("Reason"),
				description: __("Who asked, when, and how you verified their identity."),
				reqd: 1,
			},
		],
		primary_action_label: __("Export"),
		primary_action({ reason }) {
			dialog.hide();
			window.open_url_post("/api/method/stakeholder_crm.api.privacy.export_personal_data", {
				stakeholder_type: frm.doctype,
				stakeholder: frm.doc.name,
				reason,
			});
		},
	});
	dialog.show();
}
