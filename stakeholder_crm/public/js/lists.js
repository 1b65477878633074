import { days_ago_text, kind_query } from "./kinds";
import { status_indicator } from "./indicators";

/** List settings that the three kinds of stakeholder share. */
export function stakeholder_list(doctype) {
	return {
		add_fields: ["status", "confidentiality", "last_interaction_on"],
		hide_name_column: true,
		get_indicator: status_indicator(doctype),
		formatters: {
			next_touch_on(value, df, doc) {
				if (!value) return "";
				const text = frappe.datetime.str_to_user(value);
				const overdue = doc.status === "Active" && value < frappe.datetime.get_today();
				const color = overdue ? "text-danger" : "";
				const title = frappe.utils.escape_html(days_ago_text(doc.last_interaction_on));
				return `<span class="${color}" title="${title}">${frappe.utils.escape_html(text)}</span>`;
			},
		},
	};
}

/** Limits the Stakeholder Type filter above a list to the three kinds. */
export function one_step_pair_filter(listview) {
	const field = listview.page.fields_dict.stakeholder_type;
	if (field) field.get_query = kind_query;
}
