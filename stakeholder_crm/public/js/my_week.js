import { add_styles, card, line } from "./blocks";
import { show_calendar_feed } from "./calendar_feed";
import { el, pill } from "./dom";
import { status_color, status_label } from "./indicators";
import { days_ago_text, KIND_COLORS, KINDS } from "./kinds";
import { new_form } from "./new_form";
import { day_and_hour, short_day } from "./time";

/**
 * Fill the block of the Outreach workspace.
 *
 * @param {ShadowRoot} root  the block's root, separate from the page's styles
 */
export async function show_my_week(root) {
	const week = root.querySelector(".scrm-week");
	add_styles(root);
	week.replaceChildren(quick_actions(), el("p", { class: "text-muted" }, __("Loading…")));
	let data;
	try {
		data = await frappe.xcall("stakeholder_crm.api.my_week.load");
	} catch {
		week.replaceChildren(
			quick_actions(),
			el(
				"p",
				{ class: "text-muted" },
				__("The lists could not be loaded. Reload the page to try again.")
			)
		);
		return;
	} finally {
		week.setAttribute("aria-busy", "false");
	}
	const sections = [
		data.to_log.rows.length ? to_log(data.to_log) : null,
		meetings(data.meetings),
		follow_ups(data.follow_ups),
		commitments(data.commitments),
		losing_touch(data.losing_touch),
	];
	week.replaceChildren(
		...data.notices.map(notice),
		quick_actions(),
		el("div", { class: "scrm-week-grid" }, ...sections)
	);
}

/** A notice that thank-yous are on hold, with a link for users who can change it. */
function notice({ text, color, link }) {
	const open = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		frappe.set_route("Form", link);
	};
	const href = link ? frappe.utils.get_form_link(link, link) : null;
	return el(
		"p",
		{ class: `scrm-week-notice ${color}`, role: "status" },
		text,
		link ? el("a", { href, click: open }, __("Open Settings")) : null
	);
}

function quick_actions() {
	const actions = [
		[__("Plan Meeting"), "Stakeholder Meeting", () => new_form("Stakeholder Meeting")],
		[__("Quick Log"), "Meeting Log", () => frappe.set_route("quick-log")],
		[__("Log Meeting"), "Meeting Log", () => new_form("Meeting Log")],
		...KINDS.map((kind) => [__("New {0}", [__(kind)]), kind, () => new_form(kind)]),
		[__("Calendar Feed"), "Stakeholder Meeting", show_calendar_feed],
	];
	const buttons = actions
		.filter(([, doctype]) => frappe.model.can_create(doctype))
		.map(([label, , click], index) =>
			el(
				"button",
				{ type: "button", class: `btn btn-sm ${index ? "btn-default" : "btn-primary"}`, click },
				label
			)
		);
	return el("div", { class: "scrm-week-actions" }, ...buttons);
}

function meetings(section) {
	return card(
		__("My meetings in the next 14 days"),
		section,
		(row) =>
			line(
				["Stakeholder Meeting", row.name],
				row.subject,
				[
					row.status === "Planned" ? pill(__("Planned"), "gray") : null,
					row.brief
						? pill(
								__("Brief: {0}", [status_label("Meeting Brief", row.brief.status)]),
								status_color("Meeting Brief", row.brief.status)
							)
						: pill(__("No brief"), "gray"),
				],
				`${day_and_hour(row.starts_on)} · ${__(row.kind)}`
			),
		__("No meetings in the next 14 days. Plan a meeting."),
		["Stakeholder Meeting", null, { status: ["in", "Planned,Confirmed"] }]
	);
}

function to_log(section) {
	return card(
		__("Needs a log"),
		section,
		(row) =>
			line(
				["Stakeholder Meeting", row.name],
				row.subject,
				[pill(__("Log"), "orange")],
				`${day_and_hour(row.starts_on)} · ${__(row.kind)}`
			),
		"",
		["Stakeholder Meeting", null, { status: "Held" }]
	);
}

function follow_ups(section) {
	return card(
		__("Thank-yous to finish"),
		section,
		(row) =>
			line(
				["Thank You Follow Up", row.name],
				row.stakeholder_name,
				[pill(__(row.status), status_color("Thank You Follow Up", row.status))],
				row.block_reason || (row.due_on ? __("due {0}", [day_and_hour(row.due_on)]) : __("no date"))
			),
		__("No thank-yous to finish. They are planned when you submit a meeting log."),
		["Thank You Follow Up", null, { assigned_to: frappe.session.user }]
	);
}

function commitments(section) {
	return card(
		__("Our commitments due this week"),
		section,
		(row) =>
			line(
				["Stakeholder Commitment", row.name],
				row.promise,
				[row.overdue ? pill(__("Overdue"), "red") : null],
				`${row.stakeholder_name} · ${short_day(row.due_on)}`
			),
		__("No commitments due."),
		["Stakeholder Commitment", null, { direction: "Ours", responsible: frappe.session.user }]
	);
}

function losing_touch(section) {
	return card(
		__("Losing touch"),
		section,
		(row) =>
			line(
				[row.stakeholder_type, row.name],
				row.display_name,
				[pill(__(row.stakeholder_type), KIND_COLORS[row.stakeholder_type])],
				`${__("{0} days overdue", [row.days])} · ${days_ago_text(row.last_interaction_on)}`
			),
		__("No overdue contacts."),
		["Community Leader", null, { relationship_owner: frappe.session.user }]
	);
}
