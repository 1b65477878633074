/** A menu item on a meeting to add Employees to the team. */
export function offer_employees(frm) {
	if (!frm.fields_dict.stakeholder_connections || !frappe.model.can_read("Employee") || !frm.perm[0].write)
		return;
	frm.page.add_menu_item(__("Add Employees to the Team"), () => choose_employees(frm));
}

function choose_employees(frm) {
	frappe.prompt(
		{
			fieldname: "employees",
			fieldtype: "MultiSelectList",
			label: __("Employees"),
			reqd: 1,
			get_data: (text) => frappe.db.get_link_options("Employee", text, { status: "Active" }),
		},
		async ({ employees }) => {
			const users = await frappe.xcall("stakeholder_crm.api.erpnext.users_of_employees", { employees });
			const there = new Set(frm.doc.team.map(({ user }) => user));
			for (const user of users.filter((user) => user !== frm.doc.lead && !there.has(user))) {
				frappe.model.set_value(...row_of(frm), "user", user);
			}
			frm.refresh_field("team");
			frm.dirty();
		},
		__("Add Employees to the Team"),
		__("Add")
	);
}

function row_of(frm) {
	const row = frm.add_child("team");
	return [row.doctype, row.name];
}
