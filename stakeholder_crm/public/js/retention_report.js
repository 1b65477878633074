import { KINDS } from "./kinds";
import { choices } from "./report_filters";
import { stakeholder_cell } from "./reports";

const TRANSLATED = ["kind", "status", "why"];
const AGAINST = ["open_commitments", "open_concerns", "open_request"];

/** The report Retention Review: the reviewer selects rows and decides. */
export function retention_report() {
	return {
		filters: [
			{
				fieldname: "kind",
				label: __("Type"),
				fieldtype: "Select",
				options: choices(KINDS),
			},
			{
				fieldname: "draft_days",
				label: __("Drafts Unchanged For (Days)"),
				fieldtype: "Int",
				default: 90,
			},
		],
		formatter,
		// Selections are by row number, which may now be another record.
		after_datatable_render: (datatable) => datatable.rowmanager.checkAll(false),
		get_datatable_options: (options) => ({ ...options, checkboxColumn: true }),
		onload(report) {
			if (frappe.model.can_create("Erasure Request")) {
				report.page.add_inner_button(__("Request Erasure"), () => request(report));
			}
			report.page.add_inner_button(__("Keep Until…"), () => keep(report));
			if (KINDS.some((kind) => frappe.model.can_delete(kind))) {
				report.page.add_inner_button(__("Delete Drafts"), () => remove(report));
			}
		},
	};
}

function chosen(report, fits = () => true) {
	const ticked = report.datatable?.rowmanager.getCheckedRows() || [];
	const rows = ticked.map((index) => report.data[index]).filter((row) => row && fits(row));
	if (!rows.length) frappe.msgprint(__("Select at least one row."));
	return rows;
}

function request(report) {
	const rows = chosen(report, (row) => !row.open_request);
	if (!rows.length) return;
	frappe.confirm(
		__("Request erasure of {0} selected records? Another safeguarding lead reviews each request.", [
			rows.length,
		]),
		async () => {
			const stakeholders = rows.map((row) => [row.kind, row.name]);
			const made = await frappe.xcall("stakeholder_crm.api.privacy.request_erasures", { stakeholders });
			frappe.show_alert({ message: __("Requested: {0}", [made.length]), indicator: "green" });
			report.refresh();
		}
	);
}

function keep(report) {
	const rows = chosen(report);
	if (!rows.length) return;
	frappe.prompt(
		[
			{ fieldtype: "Date", fieldname: "until", label: __("Keep Until"), reqd: 1 },
			{
				fieldtype: "Small Text",
				fieldname: "reason",
				label: __("Reason"),
				description: __("Why the record is still needed. The reason is logged."),
				reqd: 1,
			},
		],
		(values) => one_by_one(report, rows, "extend_retention", values),
		__("Keep Longer ({0})", [rows.length]),
		__("Keep")
	);
}

function remove(report) {
	const rows = chosen(report, (row) => row.status === "Draft");
	if (!rows.length) return;
	frappe.confirm(
		__("Delete {0} selected drafts and all their data? This cannot be undone.", [rows.length]),
		() => one_by_one(report, rows, "delete_draft", {})
	);
}

/** One request per row: progress shows without realtime, and an error stops only the rest. */
async function one_by_one(report, rows, verb, values) {
	let done = 0;
	try {
		for (const row of rows) {
			frappe.show_progress(__("Working"), done, rows.length);
			await frappe.xcall(`stakeholder_crm.api.privacy.${verb}`, {
				stakeholder_type: row.kind,
				stakeholder: row.name,
				...values,
			});
			done += 1;
		}
	} finally {
		frappe.hide_progress();
		frappe.show_alert({ message: __("Done: {0} of {1}", [done, rows.length]), indicator: "blue" });
		report.refresh();
	}
}

function formatter(value, row, column, data, default_formatter) {
	const shown = stakeholder_cell(value, row, column, data, default_formatter, TRANSLATED);
	return AGAINST.includes(column.fieldname) && value ? `<span class="text-danger">${shown}</span>` : shown;
}
