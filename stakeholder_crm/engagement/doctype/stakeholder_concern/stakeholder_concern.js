const NEXT_STEPS = {
	Raised: ["Acknowledged", "Acting", "Cannot Act"],
	Acknowledged: ["Acting", "Cannot Act"],
	Acting: ["Reported Back", "Cannot Act"],
	"Cannot Act": ["Reported Back", "Acting"],
	"Reported Back": ["Closed", "Acknowledged"],
	Closed: ["Acknowledged"],
};

// The fields that each status requires.
const REQUIRED = {
	"Cannot Act": ["cannot_act_reason"],
	"Reported Back": ["did", "reported_back_on"],
};

const LABELS = {
	Acknowledged: __("Acknowledge"),
	Acting: __("Act"),
	"Cannot Act": __("Cannot Act"),
	"Reported Back": __("Report Back"),
	Closed: __("Close"),
};

frappe.ui.form.on("Stakeholder Concern", {
	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.one_step_pair(frm);
		if (frm.is_new() || !frm.perm[0].write) return;
		(NEXT_STEPS[frm.doc.status] || []).forEach((status, index) => {
			const reopening = ["Reported Back", "Closed"].includes(frm.doc.status);
			const label = reopening && status === "Acknowledged" ? __("Reopen") : LABELS[status];
			const button = frm.add_custom_button(label, () => step(frm, status));
			if (index === 0 && !reopening) button.addClass("btn-primary");
		});
	},
	...stakeholder_crm.pair_events((frm) => stakeholder_crm.one_step_pair(frm)),
});

function step(frm, status) {
	const fields = (REQUIRED[status] || []).map((name) => ({
		...frm.get_docfield(name),
		reqd: 1,
		read_only: 0,
		depends_on: "",
		mandatory_depends_on: "",
		default: frm.doc[name] || (name === "reported_back_on" ? frappe.datetime.get_today() : ""),
	}));
	const go = (answers) => frm.set_value({ ...answers, status }).then(() => frm.save());
	if (fields.length) {
		frappe.prompt(fields, go, LABELS[status], __("Save"));
	} else {
		go({});
	}
}
