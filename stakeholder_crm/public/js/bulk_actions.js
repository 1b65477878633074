import { el, pill } from "./dom";
import { status_color } from "./indicators";

/**
 * Approve thank-yous one after the other and say what became of each.
 *
 * @param {Object[]} rows  rows of the list, with name, stakeholder_name and status
 * @param {function()} on_done
 */
export async function approve_thank_yous(rows, on_done) {
	const waiting = rows.filter((row) => row.status === "Awaiting Approval");
	if (!waiting.length) {
		frappe.msgprint(__("Choose thank-yous that are Awaiting Approval."));
		return;
	}
	const results = [];
	const title = __("Approving");
	try {
		for (const row of waiting) {
			frappe.show_progress(title, results.length, waiting.length, row.stakeholder_name);
			// One request each: progress shows without a push from the server, and one failure
			// does not take the others with it.
			const answer = await frappe.xcall("stakeholder_crm.api.thank_yous.approve", {
				names: [row.name],
			});
			results.push(...answer);
		}
	} finally {
		frappe.hide_progress();
		const names = new Map(waiting.map((row) => [row.name, row.stakeholder_name]));
		if (results.length) show_approvals(results, names);
		on_done();
	}
}

/** One line for each thank-you that was to be approved: its new status, or why it is not approved. */
export function show_approvals(results, names = new Map()) {
	const dialog = new frappe.ui.Dialog({
		title: __("Approved: {0} of {1}", [results.filter((one) => one.ok).length, results.length]),
		fields: [{ fieldtype: "HTML", fieldname: "results" }],
	});
	const lines = results.map((one) =>
		el(
			"li",
			{},
			names.get(one.name) || one.name,
			" ",
			pill(__(one.status), status_color("Thank You Follow Up", one.status)),
			el("div", { class: "text-muted small" }, one.message || "")
		)
	);
	dialog.fields_dict.results.$wrapper.empty().append(el("ul", { class: "list-unstyled" }, ...lines));
	dialog.show();
}
