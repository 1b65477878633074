import { watch_dialog_for_duplicates } from "./duplicate_warning";
import { FIRST_FIELDS } from "./kinds";

/**
 * Ask for the few things that a new stakeholder needs, and create it.
 *
 * @param {string} kind  one of the three DocTypes
 * @param {Object} values  what is known already, such as `full_name`
 * @param {Object} ways  `more`: further fields to ask; `insert`: creates it of the answers and says what was created
 * @returns {Promise<Object|null>}  the new document; null when the user gave up
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
