const BY_HAND = ["Draft", "Awaiting Approval", "Scheduled", "Bounced", "Failed", "Blocked", "Needs Review"];

frappe.ui.form.on("Thank You Follow Up", {
	refresh(frm) {
		// Long titles leave room for the buttons. The text keeps its height, since it is read before approval.
		frm.page.wrapper.addClass("scrm-form");
		stakeholder_crm.one_step_pair(frm);
		frm.set_intro();
		show_reason(frm);
		show_local_time(frm);
		show_unsubscribe_note(frm);
		stakeholder_crm.show_thanks_script(frm);
		add_buttons(frm);
	},
});

function show_reason(frm) {
	const { status, block_reason } = frm.doc;
	if (!block_reason) return;
	const color =
		{ Blocked: "red", Failed: "red", Bounced: "red", "Needs Review": "yellow" }[status] || "blue";
	frm.set_intro(frappe.utils.escape_html(block_reason), color);
}

/** Show the due time in the recipient's time zone, if it differs. */
async function show_local_time(frm) {
	const { name, stakeholder_type, stakeholder, due_on } = frm.doc;
	describe(frm, "due_on", "");
	if (!due_on) return;
	const { message } = await frappe.db.get_value(stakeholder_type, stakeholder, "time_zone");
	const zone = message?.time_zone;
	if (frm.doc.name !== name || !zone || !stakeholder_crm.hours_differ(due_on, zone)) return;
	describe(
		frm,
		"due_on",
		__("{0} in their time zone ({1}).", [
			stakeholder_crm.day_and_hour(due_on, zone),
			frappe.utils.escape_html(zone),
		])
	);
}

/** Show that an unsubscribe link is added to the text. */
function show_unsubscribe_note(frm) {
	describe(frm, "body", frm.doc.__onload?.by_machine ? __("An unsubscribe link is added at the end.") : "");
}

/** Add a text to a field's description for this document. */
function describe(frm, fieldname, text) {
	const always = frappe.meta.get_docfield(frm.doctype, fieldname).description || "";
	frm.set_df_property(fieldname, "description", [text, __(always)].filter(Boolean).join(" "));
}

function add_buttons(frm) {
	const { status, name } = frm.doc;
	const act = (verb, args) => stakeholder_crm.call_and_reload(frm, `thank_yous.${verb}`, args);
	if (status === "Awaiting Approval" && frappe.user.has_role(["Outreach Manager", "Safeguarding Lead"])) {
		frm.add_custom_button(__("Approve"), () => approve(frm)).addClass("btn-primary");
	}
	if (!frm.perm[0].write) return;
	if (["Failed", "Blocked", "Needs Review"].includes(status)) {
		frm.add_custom_button(__("Check Again"), () => act("retry", { name }));
	}
	if (!BY_HAND.includes(status)) return;
	frm.add_custom_button(__("Mark as Done Manually"), () =>
		settle(frm, "Done Manually", { label: __("How were they thanked?") })
	);
	frm.add_custom_button(__("Mark as Not Needed"), () =>
		settle(frm, "Not Needed", { label: __("Why is no thank-you needed?"), reqd: 1 })
	);
}

async function approve(frm) {
	if (frm.is_dirty()) await frm.save();
	const results = await stakeholder_crm.call_and_reload(frm, "thank_yous.approve", {
		names: [frm.doc.name],
	});
	stakeholder_crm.show_results("approve", results);
}

function settle(frm, outcome, question) {
	frappe.prompt(
		{ fieldtype: "Small Text", fieldname: "reason", ...question },
		({ reason }) =>
			stakeholder_crm.call_and_reload(frm, "thank_yous.close", {
				name: frm.doc.name,
				outcome,
				reason: reason || "",
			}),
		__(outcome),
		__("Save")
	);
}
