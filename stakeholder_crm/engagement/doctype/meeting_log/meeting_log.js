frappe.ui.form.on("Meeting Log", {
	setup(frm) {
		// The server rejects other meetings too. Here they are not offered.
		frm.set_query("meeting", () => ({
			filters: {
				status: ["in", ["Planned", "Confirmed", "Held"]],
				starts_on: ["<=", frappe.datetime.now_datetime()],
			},
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.amended_from && frm.doc.meeting) prefill(frm);
	},

	meeting(frm) {
		if (frm.is_new() && frm.doc.meeting) prefill(frm);
	},

	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.hide_repeated(frm, "subject");
		const people = () => (frm.doc.attendance || []).filter((row) => row.stakeholder);
		stakeholder_crm.people_table(frm, "attendance", {
			label: __("Add Attendee"),
			guests: true,
			values: () => ({ attended: 1 }),
		});
		stakeholder_crm.people_table(frm, "concerns", {
			label: __("Add Concern"),
			once: false,
			suggested: people,
			values: () => ({ category: "Other", severity: "Medium" }),
		});
		stakeholder_crm.people_table(frm, "commitments", {
			label: __("Add Commitment"),
			once: false,
			suggested: people,
			values: () => ({ direction: "Ours", responsible: frappe.session.user }),
		});
		frm.set_intro();
		if (frm.doc.docstatus === 0) {
			frm.set_intro(
				__("When you submit this log, attendees are thanked: each once, and only where it is safe."),
				"blue"
			);
		}
		if (frm.doc.docstatus === 1) add_thank_yous_button(frm);
		if (!frm.is_new() && frm.doc.meeting) {
			frm.add_custom_button(__("Meeting"), () =>
				frappe.set_route("Form", "Stakeholder Meeting", frm.doc.meeting)
			);
		}
	},
});

const TYPED = ["Text", "Small Text"];

async function prefill(frm) {
	const { meeting } = frm.doc;
	const values = await frappe.xcall("stakeholder_crm.api.logs.prefill", { meeting });
	if (frm.doc.meeting !== meeting) return;
	for (const [field, value] of Object.entries(values)) {
		const docfield = frm.get_docfield(field);
		if (!docfield || field === "meeting" || value === null) continue;
		if (docfield.fieldtype === "Table") {
			fill_table(frm, docfield, value);
		} else {
			if (!frm.doc[field] || !TYPED.includes(docfield.fieldtype)) await frm.set_value(field, value);
		}
	}
}

/** Keep rows that the user has already typed in: the server's response may be late. */
function fill_table(frm, docfield, rows) {
	const typed = (frm.doc[docfield.fieldname] || []).filter((row) =>
		["contribution", "note", "said", "promise"].some((field) => row[field])
	);
	const who = (row) => `${row.stakeholder_type}:${row.stakeholder || row.guest_name}`;
	const there = new Set(typed.map(who));
	for (const row of frm.doc[docfield.fieldname] || []) {
		if (!typed.includes(row)) frappe.model.clear_doc(row.doctype, row.name);
	}
	frm.doc[docfield.fieldname] = typed;
	typed.forEach((row, index) => (row.idx = index + 1));
	for (const row of rows) {
		frappe.utils.add_link_title(row.stakeholder_type, row.stakeholder, row.stakeholder_name);
		if (there.has(who(row))) continue;
		// Only the row's own fields: the server's response also contains internal fields.
		const values = Object.entries(row).filter(([name]) => frappe.meta.has_field(docfield.options, name));
		frm.add_child(docfield.fieldname, Object.fromEntries(values));
	}
	frm.refresh_field(docfield.fieldname);
}

function add_thank_yous_button(frm) {
	frm.add_custom_button(__("Thank-Yous"), () =>
		frappe.set_route("List", "Thank You Follow Up", "List", { meeting_log: frm.doc.name })
	).addClass("btn-primary");
}
