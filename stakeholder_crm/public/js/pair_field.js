import { el } from "./dom";
import { hide_repeated } from "./form_layout";
import { kind_query } from "./kinds";
import { StakeholderPicker } from "./picker";

/**
 * Choose a stakeholder in one step: a search over all types fills both fields.
 *
 * @param {Object} frm
 * @param {Object} options
 * @param {string} [options.type_field]  the Link to DocType
 * @param {string} [options.field]  the Dynamic Link
 */
export function one_step_pair(frm, options = {}) {
	const { type_field = "stakeholder_type", field = "stakeholder" } = options;
	frm.set_query(type_field, kind_query);
	const control = frm.fields_dict[field];
	const kind = frm.doc[type_field];
	hide_repeated(frm, type_field);
	if (field === "stakeholder") hide_repeated(frm, "stakeholder_name");
	frm.set_df_property(field, "description", kind ? __(kind) : "");

	const editable = frm.get_docfield(field).set_only_once ? frm.is_new() : true;
	const choose = () =>
		new StakeholderPicker({
			title: __("Choose Stakeholder"),
			multiple: false,
			on_select: ([row]) =>
				frm.set_value({ [type_field]: row.stakeholder_type, [field]: row.stakeholder }),
		}).show();

	control.$wrapper.find(".scrm-choose").remove();
	if (!editable || !control.$input || control.get_status() !== "Write") return;
	const button = el(
		"button",
		{ type: "button", class: "btn btn-xs btn-default scrm-choose", click: choose },
		frm.doc[field] ? __("Choose Another") : __("Choose by Name")
	);
	control.$wrapper.find(".control-input-wrapper").append(button);
	// Without a type the field cannot search, so a click opens the search instead.
	control.$input.off("click.scrm").on("click.scrm", () => frm.doc[type_field] || choose());
}

/** Update the type shown beside the field. */
export function pair_events(refresh, type_field = "stakeholder_type", field = "stakeholder") {
	return { [type_field]: refresh, [field]: refresh };
}
