/**
 * Open the form of a new document with prefilled values and rows.
 *
 * @param {string} doctype
 * @param {Object} values  plain values by fieldname
 * @param {Object<string, Object[]>} tables  rows by the table's fieldname
 */
export function new_form(doctype, values = {}, tables = {}) {
	frappe.model.with_doctype(doctype, async () => {
		const doc = frappe.model.get_new_doc(doctype);
		Object.assign(doc, values);
		for (const [table, rows] of Object.entries(tables)) {
			const child_type = frappe.meta.get_docfield(doctype, table).options;
			for (const row of rows) {
				Object.assign(frappe.model.add_child(doc, child_type, table), row);
			}
		}
		await fetch_titles(doc, Object.keys(values));
		frappe.set_route("Form", doctype, doc.name);
	});
}

/**
 * Load the titles of linked documents before the form is drawn. A link whose title is not loaded looks empty, and is
 * cleared when it loses focus.
 */
function fetch_titles(doc, fieldnames) {
	const links = frappe.meta
		.get_docfields(doc.doctype)
		.filter((df) => fieldnames.includes(df.fieldname) && doc[df.fieldname])
		.map((df) => [{ Link: df.options, "Dynamic Link": doc[df.options] }[df.fieldtype], doc[df.fieldname]])
		.filter(
			([target, name]) =>
				(frappe.boot.link_title_doctypes || []).includes(target) &&
				!frappe.utils.get_link_title(target, name)
		);
	return Promise.allSettled(links.map(([target, name]) => frappe.utils.fetch_link_title(target, name)));
}
