import { el } from "./dom";
import { compact_form } from "./form_layout";
import { one_step_pair, pair_events } from "./pair_field";
import { call_and_reload, with_reason } from "./server";
import { written_once } from "./written_once";

const ASK_EVERY = 1500;

/** The form of an Erasure Request: next step, actions and report. */
export const erasure_request_form = {
	...written_once,
	refresh(frm) {
		compact_form(frm);
		one_step_pair(frm);
		show_next_step(frm);
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

function show_next_step(frm) {
	const { doc } = frm;
	frm.set_intro();
	if (frm.is_new()) {
		frm.set_intro(
			__(
				"Choose whose data to erase, and why. This cannot be undone. A second safeguarding lead approves it."
			),
			"blue"
		);
	} else if (doc.status === "Requested") {
		frm.set_intro(
			is_own(frm)
				? __("Waiting for review. You requested this, so another safeguarding lead must decide.")
				: __(
						"Waiting for review. Check the identity of the person who asked, and that no open case needs the record."
					),
			"orange"
		);
	} else if (doc.status === "Approved") {
		frm.set_intro(__("Approved. Nothing is erased yet. Erasing cannot be undone."), "orange");
	} else if (doc.status === "Erased") {
		frm.set_intro(__("Erased. The record remains, with a number as its name."), "green");
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
			with_reason(__("Refuse Erasure"), __("Refuse"), (note) =>
				call_and_reload(frm, "privacy.refuse_erasure", { name: doc.name, note })
			)
		);
	}
	if (doc.status === "Approved") {
		frm.add_custom_button(__("Erase"), () => confirm_erasure(frm)).addClass("btn-danger");
	}
}

function approve(frm) {
	frappe.prompt(
		{
			fieldtype: "Small Text",
			fieldname: "note",
			label: __("Review Note"),
			description: __("What you checked. No names."),
		},
		({ note }) =>
			call_and_reload(frm, "privacy.approve_erasure", { name: frm.doc.name, note: note || "" }),
		__("Approve Erasure"),
		__("Approve")
	);
}

/** Confirm by typing the record's number. */
function confirm_erasure(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Erase Personal Data"),
		fields: [
			{
				fieldtype: "HTML",
				options: `<p>${__(
					"Names, addresses, notes, files, messages and history of {0} are erased everywhere. Figures remain. This cannot be undone.",
					[frappe.utils.escape_html(frm.doc.stakeholder).bold()]
				)}</p><p>${__("Backups keep the data until they expire.")}</p>`,
			},
			{
				fieldtype: "Data",
				fieldname: "number",
				label: __("Type {0} to confirm", [frm.doc.stakeholder]),
				reqd: 1,
			},
			{
				fieldtype: "Check",
				fieldname: "everywhere",
				label: __("Erase from Other Records"),
				description: __("Also changes the records listed above."),
				hidden: frm.doc.failed_because ? 0 : 1,
			},
		],
		primary_action_label: __("Erase"),
		async primary_action({ number, everywhere }) {
			if (number.trim() !== frm.doc.stakeholder) {
				frappe.show_alert({
					message: __("This does not match the record's number."),
					indicator: "red",
				});
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

/** Poll the progress until it ends, since realtime may be missing. */
async function follow(frm, started) {
	const { name } = frm.doc;
	let seen = started;
	for (;;) {
		const answer = await frappe.xcall("stakeholder_crm.api.privacy.erasure_progress", { name });
		if (frm.doc.name !== name || answer.percent === null) break;
		seen = true;
		frappe.show_progress(
			__("Erasing Personal Data"),
			answer.percent,
			100,
			__("You can leave this page.")
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
				"Searched {0} rows of {1} tables ({2} text columns) for {3} identifying values. None were found.",
				[scan.rows, scan.tables, scan.columns, scan.values]
			)
		),
		table(__("Emptied"), report.changed),
		table(__("Deleted or Rewritten"), report.removed),
		el(
			"p",
			{ class: "text-muted" },
			[
				__("Addresses suppressed: {0}.", [report.suppressed]),
				__("Values kept because other people share them: {0}.", [report.shared]),
				__("People contacted only through this person: {0}. Choose another intermediary for them.", [
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
