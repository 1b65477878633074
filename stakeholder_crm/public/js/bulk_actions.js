import { el, pill } from "./dom";
import { status_color } from "./indicators";

const DOCTYPE = "Thank You Follow Up";
const ACTIONS = {
	approve: {
		statuses: ["Awaiting Approval"],
		progress: () => __("Approving"),
		none: () => __("Select thank-yous with status Awaiting Approval."),
		title: (done, all) => __("Approved: {0} of {1}", [done, all]),
	},
	check_again: {
		statuses: ["Failed", "Blocked", "Needs Review"],
		progress: () => __("Checking again"),
		none: () => __("Select thank-yous with status Failed, Blocked or Needs Review."),
		title: (done, all) => __("Resumed: {0} of {1}", [done, all]),
	},
};

/**
 * Run an action on several thank-yous, one after the other, and show the results.
 *
 * @param {string} verb  an endpoint of `stakeholder_crm.api.thank_yous` that takes names
 * @param {Object[]} rows  rows of the list, with name, stakeholder_name and status
 * @param {function()} on_done
 */
export async function act_on_thank_yous(verb, rows, on_done) {
	const action = ACTIONS[verb];
	const fitting = rows.filter((row) => action.statuses.includes(row.status));
	if (!fitting.length) {
		frappe.msgprint(action.none());
		return;
	}
	const results = [];
	try {
		for (const row of fitting) {
			frappe.show_progress(action.progress(), results.length, fitting.length, row.stakeholder_name);
			// One request each: progress is shown without realtime updates, and an error does not affect
			// the others.
			const answer = await frappe.xcall(`stakeholder_crm.api.thank_yous.${verb}`, {
				names: [row.name],
			});
			results.push(...answer);
		}
	} finally {
		frappe.hide_progress();
		const names = new Map(fitting.map((row) => [row.name, row.stakeholder_name]));
		if (results.length) show_results(verb, results, names);
		on_done();
	}
}

/** One line per thank-you: its new status, and why it is not sent. */
export function show_results(verb, results, names = new Map()) {
	const done = results.filter((one) => one.ok).length;
	const dialog = new frappe.ui.Dialog({
		title: ACTIONS[verb].title(done, results.length),
		fields: [{ fieldtype: "HTML", fieldname: "results" }],
	});
	const lines = results.map((one) =>
		el(
			"li",
			{},
			names.get(one.name) || one.name,
			" ",
			one.status ? pill(__(one.status), status_color(DOCTYPE, one.status)) : null,
			el("div", { class: "text-muted small" }, one.message || "")
		)
	);
	dialog.fields_dict.results.$wrapper
		.empty()
		.append(el("ul", { class: "list-unstyled scrm-results" }, ...lines));
	dialog.show();
}
