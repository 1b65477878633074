import { days_ago_text, kind_query } from "./kinds";
import { status_indicator } from "./indicators";
import { new_form } from "./new_form";
import { day_and_hour } from "./time";
import { can_export, export_cards } from "./vcards";

const COLUMNS = 6;

/** Show all columns on laptops too: below 1366 pixels Frappe shows only one of ours. */
export function show_all_columns(listview) {
	if (listview.list_view_settings.total_fields) return;
	listview.list_view_settings.total_fields = COLUMNS;
	listview.setup_columns();
	listview.render_header(true);
}

/** Format a date and time in a list, as an element: a list of Frappe 16 takes text for a selector. */
export function hour_formatter(value) {
	return value ? `<span>${frappe.utils.escape_html(day_and_hour(value))}</span>` : "";
}

/**
 * Format a reason that may be missing. On a phone Frappe 16 leaves a bullet for an empty value, unless what holds it is
 * empty to the last blank and has this class.
 */
export function reason_formatter(value) {
	const text = frappe.utils.escape_html(value || "");
	return value
		? `<span class="ellipsis" title="${text}">${text}</span>`
		: '<span class="filterable"></span>';
}

/** Offer the import to users who may create such stakeholders. */
function offer_import(listview, doctype) {
	if (!frappe.model.can_create("Contact Import") || !frappe.model.can_create(doctype)) return;
	listview.page.add_menu_item(__("Import Contacts"), () => new_form("Contact Import", { kind: doctype }));
}

/** Offer the export to users with export permission. */
function offer_cards(listview, doctype) {
	if (!can_export(doctype)) return;
	listview.page.add_actions_menu_item(__("Export as vCards"), () =>
		export_cards(doctype, listview.get_checked_items(true))
	);
}

/** List settings of the three stakeholder DocTypes. */
export function stakeholder_list(doctype) {
	return {
		add_fields: ["status", "confidentiality", "last_interaction_on"],
		hide_name_column: true,
		get_indicator: status_indicator(doctype),
		onload(listview) {
			show_all_columns(listview);
			offer_import(listview, doctype);
			offer_cards(listview, doctype);
		},
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

/** The `onload` of lists whose records belong to a stakeholder. */
export function pair_list(listview) {
	show_all_columns(listview);
	const field = listview.page.fields_dict.stakeholder_type;
	if (field) field.get_query = kind_query;
}
