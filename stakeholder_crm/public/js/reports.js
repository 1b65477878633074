import { kind_filter, place_filter, rows_filter, select_filter, user_filter } from "./report_filters";

const POSITIONS = ["Unaware", "Resistant", "Neutral", "Supportive", "Leading"];
const STATUSES = ["Draft", "Active", "Dormant", "Do Not Contact"];
const TRANSLATED = ["kind", "status", "current_position"];

/**
 * A report on all stakeholder types: its filters and formatter.
 *
 * @param {Object} options
 * @param {boolean} options.overdue  whether to add filters for status and overdue
 */
export function stakeholder_report({ overdue }) {
	const filters = [
		kind_filter(),
		place_filter(),
		user_filter("relationship_owner", __("Relationship Owner")),
		select_filter("current_position", __("Position"), POSITIONS),
	];
	if (overdue) {
		filters.push(select_filter("status", __("Status"), STATUSES), {
			fieldname: "overdue",
			label: __("Overdue"),
			fieldtype: "Check",
		});
	}
	filters.push(rows_filter());
	return { filters, formatter };
}

/** A cell of a stakeholder report: names link to the record, and values are translated. */
export function stakeholder_cell(value, row, column, data, default_formatter, translated) {
	if (column.fieldname === "display_name" && data) {
		const text = frappe.utils.escape_html(data.display_name || data.name);
		return frappe.utils.get_form_link(data.kind, data.name, true, text);
	}
	const shown = translated.includes(column.fieldname) && value ? __(value) : value;
	return default_formatter(shown, row, column, data);
}

function formatter(value, row, column, data, default_formatter) {
	const shown = stakeholder_cell(value, row, column, data, default_formatter, TRANSLATED);
	const late = ["next_touch_on", "days_overdue"].includes(column.fieldname) && data?.days_overdue > 0;
	return late ? `<span class="text-danger">${shown}</span>` : shown;
}
