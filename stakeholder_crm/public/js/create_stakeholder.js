import { watch_dialog_for_duplicates } from "./duplicate_warning";
import { FIRST_FIELDS } from "./kinds";

/**
 * Ask for the first fields of a new stakeholder, and create it.
 *
 * @param {string} kind  one of the three DocTypes
 * @param {Object} values  values to prefill, such as `full_name`
 * @param {Object} ways  `more`: further fields to ask for. `insert`: creates it from the answers, and resolves to it
 * @returns {Promise<Object|null>}  the new document, or null when the user closed the dialog
 */
export function create_stakeholder(kind, values = {}, { more = [], insert = frappe.db.insert } = {}) {
	return new Promise((resolve) => {
		frappe.model.with_doctype(kind, () => ask(kind, values, more, insert, resolve));
	});
}

function ask(kind, values, more, insert, resolve) {
	let created = null;
	const names = [...FIRST_FIELDS[kind], "confidentiality", "safe_alias"];
	const dialog = new frappe.ui.Dialog({
		title: __("New {0}", [__(kind)]),
		fields: [
			...names.map((name) => ({
				...frappe.meta.get_docfield(kind, name),
				default: values[name] ?? frappe.meta.get_docfield(kind, name).default,
			})),
			...more,
		],
		primary_action_label: __("Create"),
		primary_action: async (answers) => {
			dialog.disable_primary_action();
			try {
				created = await insert({
					doctype: kind,
					relationship_owner: frappe.session.user,
					...answers,
				});
				dialog.hide();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.onhide = () => resolve(created);
	dialog.show();
	watch_dialog_for_duplicates(kind, dialog);
}
