import { el } from "./dom";

/** Numbers of a report that lead to what was counted: the server says in each column whereto. */

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

/** A cell that does something when it is clicked. */
export function button_cell(name, args, content) {
	const text = frappe.utils.escape_html(JSON.stringify(args));
	return `<a href="#" role="button" class="scrm-counted" data-scrm-cell="${name}" data-scrm-args="${text}">${content}</a>`;
}

/**
 * A cell as the report shows it, with a way to the records behind its number.
 *
 * @param {string} shown  what the cell shows, as HTML
 * @param {Object} column  with `link`, as base/reporting/columns.py makes it
 * @param {Object} data  the row; `is_total` where its fields do not narrow the list
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
		typeof value === "string" ? value : JSON.stringify(as_list_takes_it(value)),
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

function as_list_takes_it([operator, value]) {
	return [operator, operator === "in" ? value.join(",") : value];
}

/** Leads to the records behind a number for which a list has no filter. */
export function list_behind(method) {
	return async (args, report) => {
		const { doctype, names, too_many } = await frappe.xcall(
			`stakeholder_crm.api.partnership_reports.${method}`,
			{ filters: report.get_filter_values(), ...args }
		);
		if (too_many) {
			frappe.msgprint(
				__("Too many records for one list. Choose a shorter period.")
			);
			return;
		}
		frappe.set_route("List", doctype, "List", { name: ["in", names.join(",")] });
	};
}

/** A link inside a dialog, which goes away when it is followed. */
export function dialog_link(dialog, link, text) {
	return el("a", { href: address(link), click: () => dialog.hide() }, text);
}
