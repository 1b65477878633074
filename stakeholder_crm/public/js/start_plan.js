/** The plan button of a meeting's form. */
export async function add_plan_button(frm) {
	if (!frappe.model.can_create("Engagement Plan") || ["Closed", "Cancelled"].includes(frm.doc.status))
		return;
	const { message } = await frappe.db.get_value("Engagement Plan", { meeting: frm.doc.name }, "name");
	if (message?.name) {
		frm.add_custom_button(__("Plan"), () => frappe.set_route("Form", "Engagement Plan", message.name));
		return;
	}
	frm.add_custom_button(__("Start Plan"), () => ask_template(frm));
}

async function ask_template(frm) {
	const templates = await frappe.db.get_list("Engagement Plan Template", {
		fields: ["name", "kind"],
		order_by: "title asc",
		limit: 100,
	});
	if (!templates.length) {
		frappe.msgprint(__("There are no plan templates. Ask a manager to create one."));
		return;
	}
	const fitting = templates.find(({ kind }) => kind === frm.doc.kind);
	frappe.prompt(
		{
			fieldname: "template",
			fieldtype: "Select",
			label: __("Template"),
			options: templates.map(({ name }) => ({ value: name, label: __(name) })),
			default: (fitting || templates[0]).name,
			reqd: 1,
			description: __("Creates a to-do for each step. Dates move with the meeting."),
		},
		async ({ template }) => {
			const plan = await frappe.xcall("stakeholder_crm.api.plans.start", {
				meeting: frm.doc.name,
				template,
			});
			frappe.set_route("Form", "Engagement Plan", plan);
		},
		__("Start Plan"),
		__("Start")
	);
}
