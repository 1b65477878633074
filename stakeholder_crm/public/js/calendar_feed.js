import { el } from "./dom";

const API = "stakeholder_crm.api.calendars";

/** The user's own calendar feed: make its address, renew it, take it back. */
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
						"Google Calendar, Outlook, Thunderbird and your phone can subscribe to your meetings: their hours, their state and a link. No name, no place, no subject."
					)
				),
				url ? address(url) : null,
				el(
					"p",
					{ class: "text-muted" },
					made_on
						? __(
								"Your feed has an address since {0}. Whoever has the address can read the feed.",
								[frappe.datetime.str_to_user(made_on)]
							)
						: __("You have no feed yet.")
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
		"aria-label": __("Address of the feed"),
	});
	const copy = el(
		"button",
		{ type: "button", class: "btn btn-default btn-sm", click: () => frappe.utils.copy_to_clipboard(url) },
		__("Copy")
	);
	return el(
		"div",
		{},
		el("p", { role: "status" }, __("Copy the address now: it is shown this once only.")),
		el("div", { class: "scrm-feed-address" }, field, copy)
	);
}

function set_buttons(dialog, made_on) {
	const renew = async () => show(dialog, await frappe.xcall(`${API}.renew_feed`));
	dialog.set_primary_action(made_on ? __("Renew the Address") : __("Make an Address"), () => {
		if (!made_on) return renew();
		return frappe.confirm(
			__("Calendars that use the present address will stop being kept up to date. Renew it?"),
			renew
		);
	});
	dialog.get_secondary_btn().toggleClass("hide", !made_on);
	if (!made_on) return;
	dialog.set_secondary_action_label(__("Take It Back"));
	dialog.set_secondary_action(async () => {
		await frappe.xcall(`${API}.revoke_feed`);
		frappe.show_alert({ message: __("The address leads nowhere any more."), indicator: "green" });
		show(dialog, { made_on: null, url: "" });
	});
}
