import { el } from "./dom";

/** A stakeholder's Contact and Addresses in Frappe's address book, shown as for Customers and Suppliers. */

const CLOSED = () => __("Only Open stakeholders are in the address book. For others, use Contact Points.");

export function show_address_book(frm) {
	const contact = frm.fields_dict.contact_html.$wrapper;
	const address = frm.fields_dict.address_html.$wrapper;
	contact.empty();
	address.empty();
	if (frm.is_new()) return;
	if (frm.doc.confidentiality !== "Open" || !frm.doc.__onload?.contact_list) {
		contact.append(el("p", { class: "text-muted" }, CLOSED()));
		return;
	}
	frappe.contacts.render_address_and_contact(frm);
	const is_person = frm.doctype !== "Partner Agency";
	const has_contact = frm.doc.__onload.contact_list.length > 0;
	// One Contact per person, and no button without permission.
	contact.find(".btn-contact").toggle(frappe.model.can_create("Contact") && !(is_person && has_contact));
	address.find(".btn-address").toggle(frappe.model.can_create("Address"));
	if (is_person) prefill_name(frm, contact.find(".btn-contact"));
}

/** Fill in the person's name in a new Contact. */
function prefill_name(frm, button) {
	button.off("click").on("click", () => {
		const words = frm.doc.full_name.trim().split(/\s+/);
		const last_name = words.length > 1 ? words.pop() : "";
		frappe.new_doc("Contact", { first_name: words.join(" "), last_name }, (doc) => {
			doc.links = [];
			const row = frappe.model.add_child(doc, "Dynamic Link", "links");
			Object.assign(row, { link_doctype: frm.doctype, link_name: frm.doc.name });
		});
	});
}

/** Raising the confidentiality removes a stakeholder from the address book: show what will be removed first. */
export async function warn_of_removals(frm) {
	const listed = [...(frm.doc.__onload?.contact_list || []), ...(frm.doc.__onload?.addr_list || [])];
	if (frm.is_new() || frm.doc.confidentiality === "Open" || !listed.length) return;
	const removals = await frappe.xcall("stakeholder_crm.api.contacts.preview_removals", {
		kind: frm.doctype,
		name: frm.doc.name,
	});
	if (!removals.length) return;
	frappe.msgprint({
		title: __("Removal from Address Book"),
		indicator: "orange",
		message: el(
			"div",
			{},
			el(
				"p",
				{},
				__("When you save, numbers and addresses are kept only on the stakeholder's record:")
			),
			el("ul", {}, ...removals.map((removal) => el("li", {}, removal_text(removal))))
		).outerHTML,
	});
}

function removal_text({ doctype, name, stays_for }) {
	if (!stays_for.length) return __("{0} {1} will be permanently deleted.", [__(doctype), name]);
	const users = stays_for.map((each) => __(each)).join(", ");
	return __("{0} {1} will be unlinked, but kept because of {2}.", [__(doctype), name, users]);
}
