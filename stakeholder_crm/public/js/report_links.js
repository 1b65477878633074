import { el } from "./dom";

/** Report counts with links to their records; the server sets the link of each column. */

const ON_CLICK = {};

/** Calls `handler(args, report)` when a cell made by `button_cell(name, …)` is clicked. */
export function on_cell_click(name, handler) {
	ON_CLICK[name] = handler;
}

document.addEventListener("click", (event) => {
	const cell = event.target.closest?.("[data-scrm-cell]");
	if (!cell || !ON_CLICK[cell.dataset.scrmCell]) return;
	event.preventDefault();
	ON_CLICK[cell.dataset.scrmCell](JSON.parse(cell.dataset.scrmArgs), frappe.query_report);
});

/** A clickable cell. */
export function button_cell(name, args, content) {
	const text = frappe.utils.escape_html(JSON.stringify(args));
	return `<a href="#" role="button" class="scrm-counted" data-scrm-cell="${name}" data-scrm-args="${text}">${content}</a>`;
}

/**
 * A cell with a link to the records behind its count.
 *
 * @param {string} shown  the cell's HTML
 * @param {Object} column  with `link`, see base/reporting/columns.py
 * @param {Object} data  the row; with `is_total` its fields do not filter the list
 */
export function linked_cell(shown, column, data) {
	const counted = data?.[column.fieldname];
	if (!column.link || !counted || counted === "0") return shown;
	if (column.link.behind) {
		const group = data.is_total ? {} : { group: data.group };
		return button_cell(column.link.behind, { column: column.fieldname, ...group }, shown);
	}
	return `<a class="scrm-counted" href="${frappe.utils.escape_html(address(column.link, data))}">${shown}</a>`;
}

/** The address of a list or a report, with its filters. */
export function address(link, data = {}) {
	const item = link.doctype
		? { type: "doctype", name: link.doctype, doc_view: "List" }
		: { type: "report", name: link.report, is_query_report: true };
	const filters = { ...link.filters, ...(data.is_total ? {} : of_row(link, data)) };
	const written = Object.entries(filters).map(([field, value]) => [
		field,
		typeof value === "string" ? value : JSON.stringify(list_filter(value)),
	]);
	const route = frappe.utils.generate_route(item);
	return written.length ? `${route}?${new URLSearchParams(written)}` : route;
}

function of_row({ doctype, by_row }, data) {
	return Object.fromEntries(
		Object.entries(by_row || {}).map(([field, key]) => {
			const value = data[key] ?? "";
			if (!doctype) return [field, value];
			return [field, value === "" ? ["is", "not set"] : ["=", value]];
		})
	);
}

function list_filter([operator, value]) {
	return [operator, operator === "in" ? value.join(",") : value];
}

/** Opens the records behind a count that list filters cannot express. */
export function list_behind(method) {
	return async (args, report) => {
		const { doctype, names, too_many } = await frappe.xcall(
			`stakeholder_crm.api.partnership_reports.${method}`,
			{ filters: report.get_filter_values(), ...args }
		);
		if (too_many) {
			frappe.msgprint(__("Too many records for one list. Choose a shorter period."));
			return;
		}
		frappe.set_route("List", doctype, "List", { name: ["in", names.join(",")] });
	};
}

/** A link inside a dialog, which closes when the link is followed. */
export function dialog_link(dialog, link, text) {
	return el("a", { href: address(link), click: () => dialog.hide() }, text);
}
