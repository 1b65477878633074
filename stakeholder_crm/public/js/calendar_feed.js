import { el } from "./dom";

const API = "stakeholder_crm.api.calendars";

/** The user's own calendar feed: create, replace or revoke its link. */
export async function show_calendar_feed() {
	const dialog = new frappe.ui.Dialog({ title: __("My Calendar Feed") });
	const state = await frappe.xcall(`${API}.feed_state`);
	show(dialog, state);
	dialog.show();
}

function show(dialog, { made_on, url }) {
	dialog.$body
		.empty()
		.append(
			el(
				"div",
				{ class: "scrm-feed" },
				el(
					"p",
					{},
					__(
						"Subscribe to your meetings in Google Calendar, Outlook, Thunderbird or on your phone. The feed contains hours, status and a link, but no names, places or subjects."
					)
				),
				url ? address(url) : null,
				el(
					"p",
					{ class: "text-muted" },
					made_on
						? __("Link created on {0}. Anyone with the link can read the feed.", [
								frappe.datetime.str_to_user(made_on),
							])
						: __("You have no feed. Create a link to subscribe.")
				)
			)
		);
	set_buttons(dialog, made_on);
}

function address(url) {
	const field = el("input", {
		type: "text",
		class: "form-control",
		readonly: "readonly",
		value: url,
		"aria-label": __("Feed link"),
	});
	const copy = el(
		"button",
		{ type: "button", class: "btn btn-default btn-sm", click: () => frappe.utils.copy_to_clipboard(url) },
		__("Copy")
	);
	return el(
		"div",
		{},
		el("p", { role: "status" }, __("Copy the link now. It is shown only once.")),
		el("div", { class: "scrm-feed-address" }, field, copy)
	);
}

function set_buttons(dialog, made_on) {
	const renew = async () => show(dialog, await frappe.xcall(`${API}.renew_feed`));
	dialog.set_primary_action(made_on ? __("Replace Link") : __("Create Link"), () => {
		if (!made_on) return renew();
		return frappe.confirm(
			__("Calendars that use the current link will stop updating. Replace it?"),
			renew
		);
	});
	dialog.get_secondary_btn().toggleClass("hide", !made_on);
	if (!made_on) return;
	dialog.set_secondary_action_label(__("Revoke"));
	dialog.set_secondary_action(async () => {
		await frappe.xcall(`${API}.revoke_feed`);
		frappe.show_alert({ message: __("The link was revoked."), indicator: "green" });
		show(dialog, { made_on: null, url: "" });
	});
}
