import { el } from "./dom";
import { compact_form } from "./form_layout";
import { one_step_pair, pair_events } from "./pair_field";
import { call_and_reload, with_reason } from "./server";
import { written_once } from "./written_once";

const ASK_EVERY = 1500;

/** The form of an Erasure Request: what comes next, who does it, and what was erased. */
export const erasure_request_form = {
	...written_once,
	refresh(frm) {
		compact_form(frm);
		one_step_pair(frm);
		show_what_comes_next(frm);
		show_report(frm);
		for (const name of ["reason", "asked_by"]) {
			frm.set_df_property(name, "read_only", frm.is_new() ? 0 : 1);
		}
		if (frm.is_new()) return;
		frm.disable_save();
		if (!frappe.user.has_role("Safeguarding Lead")) return;
		add_buttons(frm);
		if (frm.doc.status === "Approved") follow(frm, false);
	},
	...pair_events((frm) => one_step_pair(frm)),
};

function is_own(frm) {
	return [frm.doc.requested_by, frm.doc.owner].includes(frappe.session.user);
}

function show_what_comes_next(frm) {
	const { doc } = frm;
	frm.set_intro();
	if (frm.is_new()) {
		frm.set_intro(
			__(
				"Say whom to forget and why. A safeguarding lead who did not ask for it decides; then it is carried out, once and for all."
			),
			"blue"
		);
	} else if (doc.status === "Requested") {
		frm.set_intro(
			is_own(frm)
				? __("Waits for a safeguarding lead. You asked for it, so somebody else decides.")
				: __(
						"Waits for a safeguarding lead's decision. Check that the person is who asked, and that no open case needs the record."
					),
			"orange"
		);
	} else if (doc.status === "Approved") {
		frm.set_intro(
			__("Approved. Nothing was erased yet; what is carried out cannot be undone."),
			"orange"
		);
	} else if (doc.status === "Erased") {
		frm.set_intro(__("Carried out. The record goes on with a number for a name."), "green");
	}
	if (doc.failed_because) frm.set_intro(frappe.utils.escape_html(doc.failed_because), "red");
}

function add_buttons(frm) {
	const { doc } = frm;
	if (doc.status === "Requested" && !is_own(frm)) {
		frm.add_custom_button(__("Approve"), () => approve(frm)).addClass("btn-primary");
	}
	if (["Requested", "Approved"].includes(doc.status) && !is_own(frm)) {
		frm.add_custom_button(__("Refuse"), () =>
			with_reason(__("Refuse this erasure"), __("Refuse"), (note) =>
				call_and_reload(frm, "privacy.refuse_erasure", { name: doc.name, note })
			)
		);
	}
	if (doc.status === "Approved") {
		frm.add_custom_button(__("Carry Out"), () => confirm_carry_out(frm)).addClass("btn-danger");
	}
}

function approve(frm) {
	frappe.prompt(
		{
			fieldtype: "Small Text",
			fieldname: "note",
			label: __("Review Note"),
			description: __("What you made sure of. No names."),
		},
		({ note }) =>
			call_and_reload(frm, "privacy.approve_erasure", { name: frm.doc.name, note: note || "" }),
		__("Approve this erasure"),
		__("Approve")
	);
}

/** Nobody does this by a slip of the finger: the record's number is typed. */
function confirm_carry_out(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Forget this person"),
		fields: [
			{
				fieldtype: "HTML",
				options: `<p>${__(
					"Names, addresses, notes, files, messages and the history of {0} are removed everywhere. Figures stay. Nobody can undo this.",
					[frappe.utils.escape_html(frm.doc.stakeholder).bold()]
				)}</p><p>${__("Backups keep the person until they are too old themselves.")}</p>`,
			},
			{
				fieldtype: "Data",
				fieldname: "number",
				label: __("Type {0} to go on", [frm.doc.stakeholder]),
				reqd: 1,
			},
			{
				fieldtype: "Check",
				fieldname: "everywhere",
				label: __("Erase What Others Keep"),
				description: __("The records named above the form are changed, whoever owns them."),
				hidden: frm.doc.failed_because ? 0 : 1,
			},
		],
		primary_action_label: __("Carry Out"),
		async primary_action({ number, everywhere }) {
			if (number.trim() !== frm.doc.stakeholder) {
				frappe.show_alert({ message: __("That is not the number of the record."), indicator: "red" });
				return;
			}
			dialog.hide();
			await frappe.xcall("stakeholder_crm.api.privacy.erase", {
				name: frm.doc.name,
				everywhere: everywhere ? 1 : 0,
			});
			follow(frm, true);
		},
	});
	dialog.show();
}

/** Ask how far it is until it is over: not every host pushes what happens on it. */
async function follow(frm, started) {
	const { name } = frm.doc;
	let seen = started;
	for (;;) {
		const answer = await frappe.xcall("stakeholder_crm.api.privacy.erasure_progress", { name });
		if (frm.doc.name !== name || answer.percent === null) break;
		seen = true;
		frappe.show_progress(
			__("Forgetting this person"),
			answer.percent,
			100,
			__("You may leave this page.")
		);
		await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
		if (frappe.get_route()[2] !== name) break;
	}
	if (!seen) return;
	frappe.hide_progress();
	frm.reload_doc();
}

function show_report(frm) {
	const $html = frm.fields_dict.report_html.$wrapper.empty();
	frm.toggle_display("report_html", Boolean(frm.doc.report));
	if (!frm.doc.report) return;
	const report = JSON.parse(frm.doc.report);
	const { scan } = report;
	$html.append(
		el(
			"p",
			{},
			__(
				"Names, addresses and whatever else gives the person away were looked for in {0} rows of {1} tables, in all of their {2} text columns. Nothing was found. Values looked for: {3}.",
				[scan.rows, scan.tables, scan.columns, scan.values]
			)
		),
		table(__("Emptied"), report.changed),
		table(__("Removed or Rewritten"), report.removed),
		el(
			"p",
			{ class: "text-muted" },
			[
				__("Addresses that are never written to again: {0}.", [report.suppressed]),
				__("Values that somebody else has as well, and that stay there: {0}.", [report.shared]),
				__("People who were reached through this person only: {0}. Choose another way for them.", [
					report.reached_through,
				]),
			].join(" ")
		)
	);
}

function table(title, counts) {
	const rows = Object.entries(counts).map(([doctype, count]) =>
		el("tr", {}, el("td", {}, __(doctype)), el("td", { class: "text-right" }, String(count)))
	);
	if (!rows.length) return "";
	return el(
		"table",
		{ class: "table table-sm scrm-erased" },
		el("caption", {}, title),
		el("tbody", {}, ...rows)
	);
}
