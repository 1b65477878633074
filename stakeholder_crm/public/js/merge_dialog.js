import { el } from "./dom";

const API = "stakeholder_crm.api.duplicates";
const OTHER_KIND = { Activist: "Community Leader", "Community Leader": "Activist" };
const DECIDE = ["Outreach Manager", "Safeguarding Lead"];

/** Add the merge action to the form's menu, for users with write permission. */
export function add_merge_action(frm) {
	if (frm.is_new() || frm.doc.status === "Anonymised" || !frm.perm[0].write) return;
	frm.page.add_menu_item(__("Merge with Another Record"), () => choose_other(frm));
	const to = OTHER_KIND[frm.doctype];
	if (to && DECIDE.some((role) => frappe.user.has_role(role))) {
		frm.page.add_menu_item(__("Convert to {0}", [__(to)]), () => convert(frm, to));
	}
}

/** Ask for fields that only the new type requires. */
function convert(frm, to) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save this record first."));
		return;
	}
	const fields = [
		{
			fieldtype: "HTML",
			options: `<p>${frappe.utils.escape_html(
				__(
					"All links move to the new record, which gets a new ID. Other users may be able to see it: liaisons can see leaders, but not activists."
				)
			)}</p>`,
		},
		{ fieldtype: "Small Text", fieldname: "why", label: __("Reason") },
	];
	if (to === "Community Leader") {
		fields.splice(1, 0, { fieldtype: "Data", fieldname: "community", label: __("Community"), reqd: 1 });
	}
	frappe.prompt(
		fields,
		async ({ why, ...values }) => {
			const made = await frappe.xcall(`${API}.convert`, {
				stakeholder_type: frm.doctype,
				stakeholder: frm.doc.name,
				to,
				values,
				why: why || "",
			});
			frappe.show_alert({
				message: __("Converted. You can undo this from the merge log."),
				indicator: "green",
			});
			frappe.set_route("Form", made.stakeholder_type, made.stakeholder);
		},
		__("Convert to {0}", [__(to)]),
		__("Convert")
	);
}

function choose_other(frm) {
	if (frm.is_dirty()) {
		frappe.msgprint(__("Save this record first."));
		return;
	}
	frappe.prompt(
		{
			fieldtype: "Link",
			fieldname: "other",
			label: __("Record to Merge into This One"),
			options: frm.doctype,
			reqd: 1,
			get_query: () => ({ filters: { name: ["!=", frm.doc.name] } }),
		},
		({ other }) => compare_and_merge(frm.doctype, frm.doc.name, other),
		__("Merge with Another Record"),
		__("Compare")
	);
}

/**
 * Compare two records, ask which values to keep, and merge them.
 *
 * @param {string} doctype
 * @param {string} kept  name of the record to keep
 * @param {string} merged  name of the record to merge into it
 * @param {Function} after  called after the merge. Default: show the record.
 */
export async function compare_and_merge(doctype, kept, merged, after = () => show_kept(doctype, kept)) {
	const seen = await frappe.xcall(`${API}.compare_records`, { stakeholder_type: doctype, kept, merged });
	const dialog = new frappe.ui.Dialog({
		title: __("Merge {0} into {1}", [merged, kept]),
		size: "large",
		fields: [
			{ fieldtype: "HTML", fieldname: "side_by_side" },
			{
				fieldtype: "Small Text",
				fieldname: "why",
				label: __("Reason"),
				description: __("Kept in the merge log."),
			},
		],
		primary_action_label: __("Merge"),
		async primary_action({ why }) {
			dialog.disable_primary_action();
			try {
				await frappe.xcall(`${API}.merge`, {
					stakeholder_type: doctype,
					kept,
					merged,
					from_merged: chosen(dialog),
					why: why || "",
				});
			} catch {
				dialog.enable_primary_action();
				return;
			}
			dialog.hide();
			frappe.model.clear_doc(doctype, merged);
			frappe.show_alert({
				message: __("Merged. You can undo this from the merge log."),
				indicator: "green",
			});
			after();
		},
	});
	dialog.fields_dict.side_by_side.$wrapper.get(0).replaceChildren(side_by_side(seen, kept, merged));
	dialog.show();
	return dialog;
}

function show_kept(doctype, kept) {
	if (window.cur_frm?.doctype === doctype && cur_frm.doc.name === kept) cur_frm.reload_doc();
	else frappe.set_route("Form", doctype, kept);
}

function chosen(dialog) {
	const picked = dialog.$wrapper.get(0).querySelectorAll(".scrm-merge input[value='merged']:checked");
	return [...picked].map((input) => input.name);
}

function side_by_side(seen, kept, merged) {
	return el(
		"div",
		{ class: "scrm-merge" },
		el("p", {}, el("strong", {}, seen.says), ` (${seen.score}) `, why(seen.reasons)),
		seen.fields.length
			? el(
					"div",
					{ class: "scrm-merge-fields" },
					el("div", { class: "scrm-merge-head" }, __("Keep {0}", [kept])),
					el("div", { class: "scrm-merge-head" }, __("Merge {0}", [merged])),
					...seen.fields.flatMap(field)
				)
			: el("p", {}, __("All fields are equal.")),
		el("ul", { class: "scrm-merge-what" }, ...consequences(seen).map((text) => el("li", {}, text)))
	);
}

function why(reasons) {
	return el("span", { class: "text-muted" }, reasons.join(" · "));
}

/** An empty value is always filled from the other record. */
function field(row) {
	const takes_other = !row.kept;
	return [
		el("div", { class: "scrm-merge-label" }, row.label),
		value(row, "kept", !takes_other),
		value(row, "merged", takes_other),
	];
}

function value(row, side, checked) {
	const text = row[side];
	return el(
		"label",
		{ class: `scrm-merge-value${text ? "" : " text-muted"}` },
		el("input", { type: "radio", name: row.fieldname, value: side, checked, disabled: !text }),
		el("span", {}, text || __("empty"))
	);
}

function consequences(seen) {
	return [
		...seen.rows.map((row) =>
			__("{0}: {1} and {2} rows will be combined.", [row.label, row.kept, row.merged])
		),
		__("Confidentiality will be {0}, status {1}.", [__(seen.confidentiality), __(seen.status)]),
		__(
			"Links that move to the record you keep: {0} (meetings, commitments, consents, thank-yous, comments, files, shares).",
			[seen.pointing]
		),
		__("Unsent thank-yous will be checked again."),
	];
}

/** The form of a Stakeholder Merge Log, with the undo button. */
export const merge_log_form = {
	refresh(frm) {
		frm.disable_save();
		if (frm.doc.status !== "Done") return;
		frm.add_custom_button(frm.doc.what === "Merge" ? __("Undo Merge") : __("Undo"), () =>
			frappe.confirm(
				__("Restore both records? Later changes and additions stay with {0}.", [frm.doc.stakeholder]),
				async () => {
					const kept = await frappe.xcall(`${API}.undo_merge`, { name: frm.doc.name });
					frappe.show_alert({
						message: kept
							? __("Undone. Values changed since and kept: {0}.", [kept])
							: __("Undone. Both records are restored."),
						indicator: "green",
					});
					frm.reload_doc();
				}
			)
		);
	},
};
