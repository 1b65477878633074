import { el } from "./dom";

/** Add our styles to a workspace block, whose shadow root does not get the page's styles. */
export function add_styles(root) {
	root.append(
		el("link", {
			rel: "stylesheet",
			href: frappe.assets.bundled_asset("stakeholder_crm.bundle.css"),
		})
	);
}

/**
 * A link for the Desk's router, which does not see clicks inside a block.
 *
 * @param {string} href  for new tabs and for previews of the address
 * @param {Function} open  the action of a plain click
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

/** A link to a record ([doctype, name]) or to a list ([doctype, null, filters]). */
export function route_link([doctype, name, filters = {}], attributes, ...children) {
	if (name) {
		const href = frappe.utils.get_form_link(doctype, name);
		return link_to(href, () => frappe.set_route("Form", doctype, name), attributes, ...children);
	}
	const route = frappe.utils.generate_route({ type: "doctype", name: doctype, doc_view: "List" });
	const open = () => frappe.set_route("List", doctype, "List", filters);
	return link_to(with_query(route, filters), open, attributes, ...children);
}

/** A link to a report with filters. */
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

/** A short list with a title, a text if it is empty, and a link to the full list or report. */
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
