import { KINDS } from "./kinds";

/** Filters shared by reports. */

const ROWS = [500, 2000, 10000];

/** Options of a select filter: none, and each value. A value that is shown differently comes as `{ value, label }`. */
export function choices(values) {
	const choice = (value) => (typeof value === "string" ? { value, label: __(value) } : value);
	return [{ value: "", label: "" }, ...values.map(choice)];
}

export function rows_filter() {
	return {
		fieldname: "rows",
		label: __("Rows"),
		fieldtype: "Select",
		options: ROWS.map((value) => ({ value, label: __("{0} rows", [value]) })),
		default: ROWS[0],
	};
}

/** Slow counts are stored for a while; this filter refreshes them. */
export function count_now_filter() {
	return { fieldname: "count_now", label: __("Refresh Figures"), fieldtype: "Check" };
}

/** From and until; the last twelve months by default. */
export function period_filters() {
	const today = frappe.datetime.get_today();
	return [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(today, -12),
			reqd: 1,
		},
		{ fieldname: "to_date", label: __("Until"), fieldtype: "Date", default: today, reqd: 1 },
	];
}

export function kind_filter() {
	return { fieldname: "kind", label: __("Type"), fieldtype: "Select", options: choices(KINDS) };
}

export function place_filter() {
	return { fieldname: "place", label: __("Community or Jurisdiction"), fieldtype: "Data" };
}

export function user_filter(fieldname, label) {
	return { fieldname, label, fieldtype: "Link", options: "User" };
}

export function select_filter(fieldname, label, values, more = {}) {
	return { fieldname, label, fieldtype: "Select", options: choices(values), ...more };
}
