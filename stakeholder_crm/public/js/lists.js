import { days_ago_text, kind_query } from "./kinds";
import { status_indicator } from "./indicators";
import { new_form } from "./new_form";
import { day_and_hour } from "./time";
import { can_export, export_cards } from "./vcards";

const COLUMNS = 6;

/** Shows the columns of a list on a laptop as well: Frappe keeps only one of ours below 1366 pixels. */
export function show_all_columns(listview) {
	if (listview.list_view_settings.total_fields) return;
	listview.list_view_settings.total_fields = COLUMNS;
	listview.setup_columns();
	listview.render_header(true);
}

/** Formats a list's date and hour as people say it; an element, since a list of Frappe 16 takes text for a selector. */
export function hour_formatter(value) {
	return value ? `<span>${frappe.utils.escape_html(day_and_hour(value))}</span>` : "";
}

/** A file of contacts from another program is taken over by those who may write such people down. */
function offer_import(listview, doctype) {
	if (!frappe.model.can_create("Contact Import") || !frappe.model.can_create(doctype)) return;
	listview.page.add_menu_item(__("Import Contacts"), () => new_form("Contact Import", { kind: doctype }));
}

/** Those who may export may hand several over to another address book. */
function offer_cards(listview, doctype) {
	if (!can_export(doctype)) return;
	listview.page.add_actions_menu_item(__("Export as vCards"), () =>
		export_cards(doctype, listview.get_checked_items(true))
	);
}

/** List settings that the three kinds of stakeholder share. */
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

/** The `onload` of lists whose records belong to a stakeholder: its kind is one of three. */
export function pair_list(listview) {
	show_all_columns(listview);
	const field = listview.page.fields_dict.stakeholder_type;
	if (field) field.get_query = kind_query;
}
