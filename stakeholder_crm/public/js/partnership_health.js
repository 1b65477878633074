import { el } from "./dom";
import { kind_filter, place_filter, rows_filter, select_filter, user_filter } from "./report_filters";
import { button_cell, dialog_link, linked_cell, on_cell_click } from "./report_links";
import { stakeholder_cell } from "./reports";

const CONTACT_STATES = () => [
	{ value: "In Touch", label: __("On Schedule") },
	{ value: "Overdue", label: __("Contact Overdue") },
	{ value: "No Rhythm", label: __("No Schedule") },
];
const TRANSLATED = ["kind", "health"];
const OWNER_COLORS = { Strong: "green", Steady: "blue", Strained: "orange", Broken: "red" };
// Below these, calculated health is shown as bad or middling.
const BAD = 25;
const MIDDLING = 50;

/** The report Partnership Health: its filters and the parts of each figure. */
export function partnership_health_report() {
	return {
		filters: [
			kind_filter(),
			place_filter(),
			user_filter("relationship_owner", __("Relationship Owner")),
			select_filter("touch", __("Contact Schedule"), CONTACT_STATES()),
			{ fieldname: "says_below", label: __("Calculated Health Below"), fieldtype: "Int" },
			rows_filter(),
		],
		formatter,
	};
}

function formatter(value, row, column, data, default_formatter) {
	const field = column.fieldname;
	if (field === "record_health" && data) return health_cell(value, data);
	if (field === "health" && value) return pill(__(value), OWNER_COLORS[value]);
	if (field === "trust_trend" && data) return trend(value);
	if (field === "days_overdue" && data && value === null) return muted(__("no schedule"));
	const shown = stakeholder_cell(value, row, column, data, default_formatter, TRANSLATED);
	if (field === "days_overdue" && value > 0) return `<span class="text-danger">${shown}</span>`;
	return linked_cell(shown, column, data);
}

function health_cell(value, { kind, name }) {
	if (value === null || value === undefined) {
		return button_cell("health", { kind, name }, muted(__("no data")));
	}
	const color = value < BAD ? "red" : value < MIDDLING ? "orange" : "green";
	return button_cell("health", { kind, name }, pill(String(value), color));
}

function trend(value) {
	if (value === null || value === undefined) return "";
	const [sign, tone] = value > 0 ? ["↑ +", "scrm-grew"] : value < 0 ? ["↓ ", "scrm-late"] : ["→ ", ""];
	// The sign comes before the number in any writing direction.
	const text = `<span dir="ltr">${sign}${Number(value)}</span>`;
	return `<div class="${tone}" style="text-align: end">${text}</div>`;
}

function pill(text, color) {
	return `<span class="indicator-pill no-indicator-dot ${color}">${frappe.utils.escape_html(text)}</span>`;
}

function muted(text) {
	return `<span class="text-muted">${frappe.utils.escape_html(text)}</span>`;
}

on_cell_click("health", ({ kind, name }, report) => {
	const row = report.data.find((one) => one.kind === kind && one.name === name);
	const column = report.columns.find((one) => one.fieldname === "record_health");
	if (row && column) show_parts(row, column);
});

/** Show the four parts of a figure with their weights and records. */
export function show_parts(row, { weights, promises_since, trust_since }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Calculated Health of {0}", [frappe.utils.escape_html(row.display_name)]),
	});
	const parts = JSON.parse(row.record_health_parts || "{}");
	const known = Object.keys(weights).filter((part) => is_known(parts[part]) && weights[part] > 0);
	const sum = known.reduce((total, part) => total + weights[part], 0);
	const body = explain_parts(dialog, row, promises_since, trust_since).map(([part, title, text, links]) =>
		el(
			"tr",
			{},
			el("th", { scope: "row" }, title),
			el("td", { class: "scrm-health-value" }, is_known(parts[part]) ? String(parts[part]) : "–"),
			el("td", { class: "scrm-health-value" }, weight_text(part, weights, known, sum)),
			el("td", {}, el("div", {}, text), el("div", { class: "scrm-health-links" }, ...links))
		)
	);
	const head = [__("Part"), __("Score"), __("Weight"), __("Based On")].map((text) =>
		el("th", { scope: "col" }, text)
	);
	dialog.body.append(
		figures(row),
		el(
			"table",
			{ class: "table scrm-health" },
			el("thead", {}, el("tr", {}, ...head)),
			el("tbody", {}, ...body)
		),
		el("p", { class: "text-muted small" }, footnote(row))
	);
	dialog.show();
}

function is_known(value) {
	return value !== null && value !== undefined;
}

function figures(row) {
	const score = is_known(row.record_health) ? String(row.record_health) : __("no data");
	const one = (label, value) =>
		el("div", {}, el("div", { class: "text-muted" }, label), el("b", {}, value));
	return el(
		"div",
		{ class: "scrm-health-figures" },
		one(__("Calculated Health"), score),
		one(__("Owner's Rating"), row.health ? __(row.health) : __("no data"))
	);
}

function weight_text(part, weights, known, sum) {
	if (!weights[part]) return __("none");
	if (!known.includes(part)) return __("{0}, not counted", [weights[part]]);
	return __("{0} of {1}", [weights[part], sum]);
}

function footnote(row) {
	const day = row.record_health_on ? frappe.datetime.str_to_user(row.record_health_on) : "";
	const counted = day
		? __("As of {0}. Weighted average of the known parts.", [day])
		: __("Not calculated yet. This takes a few minutes.");
	return `${counted} ${__("Weights are set in Stakeholder CRM Settings.")}`;
}

function explain_parts(dialog, row, promises_since, trust_since) {
	const pair = { stakeholder_type: ["=", row.kind], stakeholder: ["=", row.name] };
	const link = (doctype, filters, text) => dialog_link(dialog, { doctype, filters }, text);
	const commitments = (direction, text) =>
		link(
			"Stakeholder Commitment",
			{ ...pair, direction: ["=", direction], made_on: [">=", promises_since] },
			text
		);
	const logs = {
		"Meeting Attendance.stakeholder": ["=", row.name],
		"Meeting Attendance.attended": ["=", 1],
		docstatus: ["=", 1],
	};
	return [
		[
			"recency",
			__("Recency"),
			__("100 while contact is on schedule. 0 after three times the interval without contact."),
			[link("Meeting Log", logs, __("Meetings"))],
		],
		[
			"reciprocity",
			__("Reciprocity"),
			__("Share of commitments kept, ours and theirs, of those made within two years."),
			[commitments("Ours", __("Our commitments")), commitments("Theirs", __("Their commitments"))],
		],
		[
			"trust",
			__("Trust"),
			__("Last assessed trust, adjusted by its change within a year."),
			[
				link(
					"Stakeholder Assessment",
					{ ...pair, assessed_on: [">=", trust_since] },
					__("Assessments")
				),
			],
		],
		[
			"sentiment",
			__("Sentiment"),
			__("How often trust grew, stayed or shrank at meetings within a year."),
			[link("Meeting Log", { ...logs, held_from: [">=", trust_since] }, __("Meeting Logs"))],
		],
	];
}
