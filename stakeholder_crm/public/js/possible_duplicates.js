import { el } from "./dom";
import { compare_and_merge } from "./merge_dialog";
import { set_apart, take_back } from "./not_the_same";

const NAMES = { name_of_one: ["kind", "number"], name_of_other: ["other_kind", "other_number"] };

/** Pairs of records that may be of the same person; the older record is offered as the one that stays. */
export function possible_duplicates_report() {
	return {
		filters: [
			{ fieldname: "sure", label: __("Probably the Same Only"), fieldtype: "Check" },
			{ fieldname: "set_apart", label: __("Include Not the Same"), fieldtype: "Check" },
		],
		formatter,
		onload(report) {
			report.page.wrapper.on("click", ".scrm-pair", (event) => {
				const { does, one, other } = event.currentTarget.dataset;
				const row = report.data?.find(
					({ number, other_number }) => number === one && other_number === other
				);
				if (row) DOES[does](row, () => settle(report, row));
			});
		},
	};
}

const DOES = {
	merge: (row, done) => compare_and_merge(row.kind, row.number, row.other_number, done),
	set_apart: (row, done) => set_apart(...pair(row)).then(done),
	take_back: (row, done) => take_back(...pair(row)).then(done),
};

const pair = (row) => [
	[row.kind, row.number],
	[row.other_kind, row.other_number],
];

/** A report that was made in the background stays as it was: there, a pair that is settled says so. */
function settle(report, row) {
	if (!report.prepared_report) {
		report.refresh();
		return;
	}
	row.settled = true;
	report.datatable.refresh(report.data);
}

function formatter(value, row, column, data, default_formatter) {
	if (NAMES[column.fieldname] && data) {
		const [kind, number] = NAMES[column.fieldname].map((fieldname) => data[fieldname]);
		return frappe.utils.get_form_link(kind, number, true, frappe.utils.escape_html(value || number));
	}
	if (column.fieldname === "compare" && data) return what_to_do(data);
	return default_formatter(value, row, column, data);
}

function what_to_do(data) {
	if (data.settled) return frappe.utils.escape_html(__("Done"));
	if (data.set_apart) return button(data, "take_back", __("May be the same after all"));
	const merge = data.kind === data.other_kind ? button(data, "merge", __("Compare and merge")) : "";
	return `${merge} ${button(data, "set_apart", __("Not the same"))}`;
}

function button(data, does, label) {
	const attributes = {
		type: "button",
		class: "btn btn-xs btn-default scrm-pair",
		"data-does": does,
		"data-one": data.number,
		"data-other": data.other_number,
	};
	return el("button", attributes, label).outerHTML;
}
