import { status_color } from "./indicators";
import {
	count_now_filter,
	period_filters,
	place_filter,
	rows_filter,
	select_filter,
	user_filter,
} from "./report_filters";
import { list_behind, linked_cell, on_cell_click } from "./report_links";

const STATUSES = ["Raised", "Acknowledged", "Acting", "Cannot Act", "Reported Back", "Closed"];
const GROUPS = ["Agency Types", "Communities", "Jurisdictions"];
const MEETING_KINDS = [
	"Pre-mediation",
	"Mediation",
	"Informal Gathering",
	"One-to-one",
	"Coalition",
	"Partner Coordination",
	"Site Visit",
	"Call",
];
const DIRECTIONS = ["Ours", "Theirs"];
const LATE = [
	"later",
	"waiting",
	"week",
	"month",
	"quarter",
	"older",
	"unlogged",
	"overdue_promises",
	"overdue_touches",
];

on_cell_click("thanks", list_behind("find_thank_yous"));
on_cell_click("met", list_behind("find_meetings"));

/** The report You Said We Did: concerns and our response. */
export function you_said_we_did_report() {
	return {
		filters: [
			...period_filters(),
			place_filter(),
			{ fieldname: "agency", label: __("Agency"), fieldtype: "Link", options: "Partner Agency" },
			select_filter("status", __("Status"), STATUSES),
			{ fieldname: "to_hand_over", label: __("Shareable Version"), fieldtype: "Check" },
			rows_filter(),
			count_now_filter(),
		],
		formatter(value, row, column, data, default_formatter) {
			const field = column.fieldname;
			if (field === "status" && value) {
				const color = status_color("Stakeholder Concern", value);
				return `<span class="indicator-pill no-indicator-dot ${color}">${escaped(__(value))}</span>`;
			}
			if (field === "group" && data && !value) return muted(__("No Community"));
			if (field === "said" && data?.name) {
				const link = frappe.utils.get_form_link("Stakeholder Concern", data.name);
				return `<a href="${link}" title="${escaped(value)}">${escaped(value)}</a>`;
			}
			if (["said", "answer"].includes(field) && value) {
				return `<span title="${escaped(value)}">${escaped(value)}</span>`;
			}
			if (field === "category" && value) return escaped(__(value));
			return default_formatter(value, row, column, data);
		},
	};
}

/** The report Thank-you Timeliness: time from meetings to thank-yous. */
export function thank_you_timeliness_report() {
	const by = { default: "Month", reqd: 1 };
	return {
		filters: [
			...period_filters(),
			select_filter(
				"by",
				__("Group By"),
				["Month", { value: "Colleague", label: __("Assigned To") }],
				by
			),
			user_filter("assigned_to", __("Assigned To")),
			count_now_filter(),
		],
		formatter: counted,
	};
}

/** The report Commitments Ageing: pending commitments. */
export function commitments_ageing_report() {
	return {
		filters: [
			select_filter("direction", __("Direction"), DIRECTIONS),
			user_filter("responsible", __("Assigned To")),
			count_now_filter(),
		],
		formatter(value, row, column, data, default_formatter) {
			const word = { Ours: __("Ours"), Theirs: __("Theirs") };
			const shown = column.fieldname === "direction" && value ? word[value] : value;
			return counted(shown, row, column, data, default_formatter);
		},
	};
}

/** The report Engagement Coverage: known and met stakeholders. */
export function engagement_coverage_report() {
	return {
		filters: [
			select_filter("group", __("Coverage Of"), GROUPS, { default: GROUPS[0], reqd: 1 }),
			...period_filters(),
			select_filter(
				"by",
				__("Group Meetings By"),
				[{ value: "Kind", label: __("Meeting Type") }, "Month"],
				{ default: "Kind", reqd: 1 }
			),
			select_filter("kind", __("Meeting Type"), MEETING_KINDS),
			rows_filter(),
			count_now_filter(),
		],
		formatter(value, row, column, data, default_formatter) {
			const field = column.fieldname;
			if (field === "label" && data?.is_blank) {
				const spot = `<span class="indicator-pill no-indicator-dot red">${__("gap")}</span>`;
				return `${escaped(value)} ${spot}`;
			}
			if (field === "known" && data && !data.is_known) return muted(value);
			if (field === "met" && data && !data.is_met) return muted(value);
			return counted(value, row, column, data, default_formatter);
		},
	};
}

/** The report Outreach Workload: workload per user. */
export function outreach_workload_report() {
	return {
		filters: [...period_filters(), user_filter("colleague", __("User")), count_now_filter()],
		formatter: counted,
	};
}

/** A count with a link to its records; zero is muted, late counts are red, totals are bold. */
function counted(value, row, column, data, default_formatter) {
	let shown = default_formatter(value, row, column, data);
	if (!data) return shown;
	const is_nothing = value === 0 || value === "0";
	if (column.link && is_nothing) return `<span class="text-muted">${shown}</span>`;
	if (data.is_total) shown = `<b>${shown}</b>`;
	const linked = linked_cell(shown, column, data);
	return value && LATE.includes(column.fieldname) ? `<span class="scrm-late">${linked}</span>` : linked;
}

function escaped(text) {
	return frappe.utils.escape_html(text);
}

function muted(text) {
	return `<span class="text-muted">${escaped(text || "")}</span>`;
}
