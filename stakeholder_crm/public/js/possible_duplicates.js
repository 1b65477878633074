import { el } from "./dom";
import { compare_and_merge } from "./merge_dialog";
import { mark_not_duplicate, unmark_not_duplicate } from "./not_the_same";

const NAMES = { name_of_one: ["kind", "number"], name_of_other: ["other_kind", "other_number"] };

/** Pairs of records that may be duplicates. The older record is kept by default. */
export function possible_duplicates_report() {
	return {
		filters: [
			{ fieldname: "sure", label: __("Likely Duplicates Only"), fieldtype: "Check" },
			{ fieldname: "not_duplicate", label: __("Include Not Duplicates"), fieldtype: "Check" },
		],
		formatter,
		onload(report) {
			report.page.wrapper.on("click", ".scrm-pair", (event) => {
				const { verb, one, other } = event.currentTarget.dataset;
				const row = report.data?.find(
					({ number, other_number }) => number === one && other_number === other
				);
				if (row) ACTIONS[verb](row, () => mark_done(report, row));
			});
		},
	};
}

const ACTIONS = {
	merge: (row, done) => compare_and_merge(row.kind, row.number, row.other_number, done),
	not_duplicate: (row, done) => mark_not_duplicate(...pair(row)).then(done),
	undo: (row, done) => unmark_not_duplicate(...pair(row)).then(done),
};

const pair = (row) => [
	[row.kind, row.number],
	[row.other_kind, row.other_number],
];

/** A report prepared in the background does not change, so a finished pair is marked there. */
function mark_done(report, row) {
	if (!report.prepared_report) {
		report.refresh();
		return;
	}
	row.is_done = true;
	report.datatable.refresh(report.data);
}

function formatter(value, row, column, data, default_formatter) {
	if (NAMES[column.fieldname] && data) {
		const [kind, number] = NAMES[column.fieldname].map((fieldname) => data[fieldname]);
		return frappe.utils.get_form_link(kind, number, true, frappe.utils.escape_html(value || number));
	}
	if (column.fieldname === "compare" && data) return action_buttons(data);
	return default_formatter(value, row, column, data);
}

function action_buttons(data) {
	if (data.is_done) return frappe.utils.escape_html(__("Done"));
	if (data.not_duplicate) return button(data, "undo", __("Undo Not a Duplicate"));
	const merge = data.kind === data.other_kind ? button(data, "merge", __("Compare and Merge")) : "";
	return `${merge} ${button(data, "not_duplicate", __("Not a Duplicate"))}`;
}

function button(data, verb, label) {
	const attributes = {
		type: "button",
		class: "btn btn-xs btn-default scrm-pair",
		"data-verb": verb,
		"data-one": data.number,
		"data-other": data.other_number,
	};
	return el("button", attributes, label).outerHTML;
}
