import { el } from "./dom";

/** A block of a workspace lives in a shadow root, apart from the page's own styles: it brings ours. */
export function add_styles(root) {
	root.append(
		el("link", {
			rel: "stylesheet",
			href: frappe.assets.bundled_asset("stakeholder_crm.bundle.css"),
		})
	);
}

/**
 * A link that the Desk's router follows; inside a block it does not see clicks by itself.
 *
 * @param {string} href  for a new tab, and for those who look where it leads
 * @param {Function} open  what a plain click does
 * @param {Object} attributes  of the element
 * @param {...(Node|string|null)} children
 */
export function link_to(href, open, attributes, ...children) {
	const click = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		open();
	};
	return el("a", { href, ...attributes, click }, ...children);
}

/** Leads to a record ([doctype, name]) or to a list ([doctype, null, filters]). */
export function route_link([doctype, name, filters = {}], attributes, ...children) {
	if (name) {
		const href = frappe.utils.get_form_link(doctype, name);
		return link_to(href, () => frappe.set_route("Form", doctype, name), attributes, ...children);
	}
	const route = frappe.utils.generate_route({ type: "doctype", name: doctype, doc_view: "List" });
	const open = () => frappe.set_route("List", doctype, "List", filters);
	return link_to(with_query(route, filters), open, attributes, ...children);
}

/** Leads to a report with its filters filled in. */
export function report_link(report, filters, attributes, ...children) {
	const route = frappe.utils.generate_route({ type: "report", is_query_report: true, name: report });
	const open = () => frappe.set_route("query-report", report, filters);
	return link_to(with_query(route, filters), open, attributes, ...children);
}

function with_query(route, filters) {
	const texts = Object.entries(filters).map(([field, value]) => [
		field,
		typeof value === "string" ? value : JSON.stringify(value),
	]);
	return texts.length ? `${route}?${new URLSearchParams(texts)}` : route;
}

/** A short list with a title; where it is empty, a sentence. All of it is in a list, or in the report of that name. */
export function card(title, section, row, empty, all) {
	const body = section.rows.length
		? el("ul", {}, ...section.rows.map((data) => el("li", {}, row(data))))
		: el("p", { class: "text-muted" }, empty);
	const lead = typeof all === "string" ? report_link.bind(null, all, {}) : route_link.bind(null, all);
	const more = section.more ? lead({ class: "small" }, __("Show all")) : null;
	return el("section", {}, el("h3", {}, title), body, more);
}

/** One row of a short list. */
export function line(route, title, pills, about) {
	return route_link(
		route,
		{ class: "scrm-week-row" },
		el("span", { class: "scrm-week-title" }, title, ...pills.map((one) => one || "")),
		el("span", { class: "text-muted small" }, about)
	);
}
