/**
 * Open the form of a new document with values and rows already in it.
 *
 * @param {string} doctype
 * @param {Object} values  plain values by fieldname
 * @param {Object<string, Object[]>} tables  rows by the table's fieldname
 */
export function new_form(doctype, values = {}, tables = {}) {
	frappe.model.with_doctype(doctype, () => {
		const doc = frappe.model.get_new_doc(doctype);
		Object.assign(doc, values);
		for (const [table, rows] of Object.entries(tables)) {
			const child_type = frappe.meta.get_docfield(doctype, table).options;
			for (const row of rows) {
				Object.assign(frappe.model.add_child(doc, child_type, table), row);
			}
		}
		frappe.set_route("Form", doctype, doc.name);
	});
}
