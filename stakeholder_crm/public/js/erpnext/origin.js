import { create_stakeholder } from "../create_stakeholder";
import { KINDS } from "../kinds";

const API = "stakeholder_crm.api.erpnext";

/** Buttons on a Lead or a Prospect to create a stakeholder, like ERPNext's for a customer. */
export function offer_stakeholders(frm) {
	if (frm.is_new() || !frm.perm[0].write) return;
	for (const kind of KINDS.filter((kind) => frappe.model.can_create(kind))) {
		frm.add_custom_button(__(kind), () => create(frm, kind), __("Create"));
	}
}

async function create(frm, kind) {
	const origin = { doctype: frm.doctype, name: frm.doc.name };
	const { full_name, mails, may_delete, made } = await frappe.xcall(`${API}.preview_stakeholder`, origin);
	const created = await create_stakeholder(
		kind,
		{ full_name: full_name[kind] },
		{
			more: [
				{
					fieldname: "goes_along",
					fieldtype: "HTML",
					options: `<div class="text-muted small">${preview_text(frm, mails, made, may_delete)}</div>`,
				},
				{
					fieldname: "delete",
					fieldtype: "Check",
					label: __("Delete the {0} permanently", [__(frm.doctype)]),
					default: 1,
					hidden: !may_delete,
					depends_on: "eval:doc.confidentiality !== 'Open'",
					description: __("Otherwise sales users can still see who this is."),
				},
			],
			async insert({ delete: gone, ...values }) {
				const name = await frappe.xcall(`${API}.create_from_lead`, {
					...origin,
					kind,
					values,
					delete: may_delete && gone && values.confidentiality !== "Open" ? 1 : 0,
				});
				return { name };
			},
		}
	);
	if (created) frappe.set_route("Form", kind, created.name);
}

function preview_text(frm, mails, made, may_delete) {
	const sentences = [
		mails
			? __(
					"{0} e-mails and comments move to the new record. Only users who can view it can read them.",
					[mails]
				)
			: __("There are no e-mails or comments to move."),
	];
	if (!may_delete) {
		sentences.push(
			__(
				"Sales users can still read the {0}. For a Restricted or Confidential stakeholder, ask someone with permission to delete it.",
				[__(frm.doctype)]
			)
		);
	}
	if (made) {
		sentences.unshift(__("Already created from it: {0}.", [frappe.utils.escape_html(made).bold()]));
	}
	return sentences.join(" ");
}
