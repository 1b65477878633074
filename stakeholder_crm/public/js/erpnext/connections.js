import { el, pill } from "../dom";
import { status_color } from "../indicators";

const API = "stakeholder_crm.api.erpnext";

/** Show a record's connections with ERPNext on both forms, to users who may see both records. */
export async function show_connections(frm) {
	const field = frm.fields_dict.stakeholder_connections;
	if (!field) return;
	field.$wrapper.empty();
	if (frm.is_new()) return;
	const { connections, kinds } = await frappe.xcall(`${API}.connections`, {
		doctype: frm.doctype,
		name: frm.doc.name,
	});
	field.$wrapper
		.empty()
		.append(
			connections.length
				? el(
						"ul",
						{ class: "list-unstyled scrm-connections" },
						...connections.map((one) => row(frm, one, kinds.includes(one.doctype)))
					)
				: el("p", { class: "text-muted" }, empty_text(frm, kinds)),
			el("div", { class: "scrm-connect" }, ...kinds.map((kind) => connect_button(frm, kind)))
		);
}

function empty_text(frm, kinds) {
	if (frm.doctype === "Employee") return __("No upcoming meetings.");
	if (!kinds.length) return __("No connections.");
	return __("No connections yet. Connecting records does not copy any data.");
}

function row(frm, { doctype, name, title, status }, removable) {
	const remove = el(
		"button",
		{
			type: "button",
			class: "btn btn-xs btn-link text-muted",
			"aria-label": __("Disconnect {0}", [title]),
			click: () => disconnect(frm, doctype, name, title),
		},
		__("Disconnect")
	);
	return el(
		"li",
		{},
		el("span", { class: "text-muted" }, __(doctype)),
		el("a", { href: frappe.utils.get_form_link(doctype, name) }, title),
		status ? pill(__(status), status_color(doctype, status)) : null,
		removable ? remove : null
	);
}

function connect_button(frm, kind) {
	return el(
		"button",
		{ type: "button", class: "btn btn-xs btn-default", click: () => ask(frm, kind) },
		__("Connect {0}", [__(kind)])
	);
}

function ask(frm, kind) {
	frappe.prompt(
		{ fieldname: "name", fieldtype: "Link", options: kind, label: __(kind), reqd: 1 },
		async ({ name }) => {
			await frappe.xcall(`${API}.connect`, both(frm, kind, name));
			show_connections(frm);
		},
		__("Connect {0}", [__(kind)]),
		__("Connect")
	);
}

function disconnect(frm, doctype, name, title) {
	frappe.confirm(
		__("Disconnect {0}? Both records are kept.", [frappe.utils.escape_html(title).bold()]),
		async () => {
			await frappe.xcall(`${API}.disconnect`, both(frm, doctype, name));
			show_connections(frm);
		}
	);
}

function both(frm, other_doctype, other_name) {
	return { doctype: frm.doctype, name: frm.doc.name, other_doctype, other_name };
}
