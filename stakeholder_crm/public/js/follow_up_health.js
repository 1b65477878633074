import { status_color } from "./indicators";
import { count_now_filter } from "./report_filters";

const DOCTYPE = "Thank You Follow Up";
// Some servers reject longer URLs; above this the list is filtered by status only.
const MOST_NAMES = 100;
const STATUSES = {
	needs_review: ["Needs Review"],
	failed: ["Failed", "Bounced"],
	blocked: ["Blocked"],
	due: ["Scheduled"],
	deferred: ["Scheduled"],
	awaiting_approval: ["Awaiting Approval"],
	draft: ["Draft"],
	scheduled: ["Scheduled"],
	leaving: ["Claimed", "Queued"],
	sent: ["Sent"],
	done_manually: ["Done Manually"],
	not_needed: ["Not Needed"],
	cancelled: ["Cancelled"],
};
const COLORS = { due: "orange", deferred: "yellow" };

/** The report Follow-up Health: its filters and links to the list. */
export function follow_up_health_report() {
	return { filters: filters(), formatter };
}

function filters() {
	return [
		{
			fieldname: "from_date",
			label: __("Meetings From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.get_today(), -30),
			reqd: 1,
		},
		{
			fieldname: "to_date",
			label: __("Meetings Until"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{ fieldname: "assigned_to", label: __("Assigned To"), fieldtype: "Link", options: "User" },
		{
			fieldname: "status",
			label: __("Status"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...[...new Set(Object.values(STATUSES).flat())].map((value) => ({
					value,
					label: __(value),
				})),
			],
		},
		count_now_filter(),
	];
}

function formatter(value, row, column, data, default_formatter) {
	const shown = default_formatter(value, row, column, data);
	if (!data) return shown;
	if (column.fieldname === "standing_label") return link(data, pill(data));
	if (column.fieldname === "count") return link(data, shown);
	if (column.fieldname === "late" && value > 0) return `<span class="text-danger">${shown}</span>`;
	return shown;
}

function pill({ standing, standing_label }) {
	const color = COLORS[standing] || status_color(DOCTYPE, STATUSES[standing][0]);
	const text = frappe.utils.escape_html(standing_label);
	return `<span class="indicator-pill no-indicator-dot ${color}">${text}</span>`;
}

/** A link to the list of the counted records. */
function link({ standing, names }, content) {
	const route = frappe.utils.generate_route({ type: "doctype", name: DOCTYPE, doc_view: "List" });
	const filters =
		names.length > MOST_NAMES
			? { status: JSON.stringify(["in", STATUSES[standing].join(",")]) }
			: { name: JSON.stringify(["in", names.join(",")]) };
	const address = `${route}?${new URLSearchParams(filters)}`;
	return `<a href="${frappe.utils.escape_html(address)}">${content}</a>`;
}
