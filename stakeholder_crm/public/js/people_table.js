import { AGENCY, kind_query } from "./kinds";
import { StakeholderPicker } from "./picker";

/**
 * Add people to a table by name: one search over all types, several at a time.
 *
 * @param {Object} frm
 * @param {string} table  the table's fieldname
 * @param {Object} options
 * @param {string} options.label  the label of the button
 * @param {boolean} [options.once]  each person may be listed only once, an agency once per representative
 * @param {boolean} [options.guests]  allow guests, who are not stakeholders
 * @param {function():Object[]} [options.suggested]  rows of another table whose people are shown first
 * @param {function(Object):Object} [options.values]  other values of a new row
 */
export function people_table(frm, table, options) {
	const { label, once = true, guests = false, suggested = () => [], values = () => ({}) } = options;
	const grid = frm.fields_dict[table].grid;
	frm.set_query("stakeholder_type", table, kind_query);
	if (frappe.meta.has_field(grid.doctype, "represented_by")) {
		frm.set_query("represented_by", table, (doc, doctype, name) => ({
			query: "stakeholder_crm.api.stakeholders.focal_people",
			params: { agency: frappe.get_doc(doctype, name).stakeholder },
		}));
	}
	// A blank row would ask for the type first and the name second.
	grid.cannot_add_rows = true;
	grid.setup_toolbar();
	if (guests) grid.add_custom_button(__("Add Guest"), () => ask_guest(frm, table, values));
	grid.add_custom_button(label, () =>
		new StakeholderPicker({
			title: label,
			suggested: suggested().map((row) => ({
				stakeholder_type: row.stakeholder_type,
				stakeholder: row.stakeholder,
				display_name: row.stakeholder_name,
				detail: __("in this meeting"),
			})),
			taken: once ? (frm.doc[table] || []).filter((row) => row.stakeholder_type !== AGENCY) : [],
			on_select: (rows) => {
				for (const row of rows) {
					frm.add_child(table, {
						stakeholder_type: row.stakeholder_type,
						stakeholder: row.stakeholder,
						stakeholder_name: row.display_name,
						...values(row),
					});
				}
				frm.refresh_field(table);
				frm.dirty();
			},
		}).show()
	);
}

function ask_guest(frm, table, values) {
	frappe.prompt(
		{
			fieldtype: "Data",
			fieldname: "guest_name",
			label: __("Guest"),
			description: __("A guest is not a stakeholder and gets no automatic messages."),
			reqd: 1,
		},
		(answers) => {
			frm.add_child(table, { ...answers, ...values(answers) });
			frm.refresh_field(table);
			frm.dirty();
		},
		__("Add Guest"),
		__("Add")
	);
}
