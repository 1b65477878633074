import { el } from "./dom";
import { compare_and_merge } from "./merge_dialog";

const NAMES = { name_of_one: ["kind", "number"], name_of_other: ["other_kind", "other_number"] };

/** Pairs of records that may be of the same person; the older record is offered as the one that stays. */
export function possible_duplicates_report() {
	return {
		filters: [{ fieldname: "sure", label: __("Probably the Same Only"), fieldtype: "Check" }],
		formatter,
		onload(report) {
			report.page.wrapper.on("click", ".scrm-compare", (event) => {
				const row = report.data?.find(
					({ number, other_number }) =>
						number === event.currentTarget.dataset.one &&
						other_number === event.currentTarget.dataset.other
				);
				if (row) compare(report, row);
			});
		},
	};
}

function formatter(value, row, column, data, default_formatter) {
	if (NAMES[column.fieldname] && data) {
		const [kind, number] = NAMES[column.fieldname].map((fieldname) => data[fieldname]);
		return frappe.utils.get_form_link(kind, number, true, frappe.utils.escape_html(value || number));
	}
	if (column.fieldname === "compare" && data) {
		if (data.kind !== data.other_kind) return frappe.utils.escape_html(__("Two kinds: look at both"));
		return el(
			"button",
			{
				type: "button",
				class: "btn btn-xs btn-default scrm-compare",
				"data-one": data.number,
				"data-other": data.other_number,
			},
			__("Compare and merge")
		).outerHTML;
	}
	return default_formatter(value, row, column, data);
}

function compare(report, row) {
	return compare_and_merge(row.kind, row.number, row.other_number, () => report.refresh());
}
