import { el, pill } from "./dom";

const API = "stakeholder_crm.api.contact_imports";
const PAGE = 50;
const COLORS = {
	New: "blue",
	Duplicate: "gray",
	"Possible Duplicate": "orange",
	Skipped: "red",
	Imported: "green",
	Reverted: "gray",
	Kept: "orange",
};
const WORDS = {
	New: () => __("New"),
	Duplicate: () => __("Duplicate"),
	"Possible Duplicate": () => __("Possible Duplicate"),
	Skipped: () => __("Skipped"),
	Imported: () => __("Imported"),
	Reverted: () => __("Reverted"),
	Kept: () => __("Kept"),
};

/**
 * The rows of an import below its form, by result.
 *
 * @param {Object} frm
 * @param {{status: string, counts: Object<string, number>}} state
 * @param {function()} on_change  called when the result of rows changed
 */
export function show_rows(frm, state, on_change) {
	const shown = Object.keys(WORDS).filter((outcome) => state.counts[outcome]);
	const selected = shown.includes(frm.scrm_outcome) ? frm.scrm_outcome : first_of(shown);
	const body = el("div", { class: "scrm-import-rows" });
	const chips = el("div", { class: "scrm-import-outcomes", role: "group", "aria-label": __("Result") });
	const choose = (outcome) => {
		frm.scrm_outcome = outcome;
		for (const chip of chips.children) {
			chip.setAttribute("aria-pressed", String(chip.dataset.outcome === outcome));
		}
		show_page({ frm, state, outcome, body, on_change, start: 0 });
	};
	for (const outcome of shown) {
		chips.append(
			el(
				"button",
				{
					type: "button",
					class: "btn btn-default btn-sm",
					"data-outcome": outcome,
					click: () => choose(outcome),
				},
				pill(String(state.counts[outcome]), COLORS[outcome]),
				" ",
				WORDS[outcome]()
			)
		);
	}
	frm.fields_dict.preview_html.$wrapper.empty().append(chips, body);
	choose(selected);
}

/** Rows that need attention come first. */
function first_of(shown) {
	return ["Skipped", "Kept", "Possible Duplicate"].find((outcome) => shown.includes(outcome)) || shown[0];
}

async function show_page(page) {
	const { frm, outcome, body, start } = page;
	const rows = await frappe.xcall(`${API}.rows`, { name: frm.doc.name, outcome, start });
	if (frm.scrm_outcome !== outcome) return;
	body.replaceChildren(
		...[take_all(page), table(page, rows), pager(page, rows)].filter((part) => part !== null)
	);
}

function can_take(page) {
	return page.state.status === "Previewed" && page.outcome === "Possible Duplicate";
}

function take_all(page) {
	if (!can_take(page)) return null;
	return el(
		"p",
		{ class: "text-muted small" },
		__("These rows are not imported unless you mark them as not duplicates."),
		" ",
		el(
			"button",
			{ type: "button", class: "btn btn-default btn-xs", click: () => take(page, null) },
			__("Mark All as Not Duplicates")
		)
	);
}

async function take(page, rows) {
	await frappe.xcall(`${API}.import_anyway`, { name: page.frm.doc.name, rows });
	page.on_change();
}

function table(page, rows) {
	return el(
		"table",
		{ class: "table scrm-import-table" },
		el(
			"thead",
			{},
			el(
				"tr",
				{},
				el("th", { scope: "col" }, __("Row")),
				el("th", { scope: "col" }, __("Name")),
				el("th", { scope: "col" }, __("Result"))
			)
		),
		el("tbody", {}, ...rows.map((row) => line(page, row)))
	);
}

function line(page, row) {
	return el(
		"tr",
		{},
		el("td", { class: "text-muted" }, String(row.row)),
		el("td", {}, row.who, row.details ? el("div", { class: "text-muted small" }, row.details) : null),
		el(
			"td",
			{},
			row.reason || (row.record ? null : WORDS[row.outcome]()),
			row.reason && row.record ? " " : null,
			row.record ? link(row.record) : null,
			can_take(page) && row.may_be_taken ? not_duplicate_button(page, row) : null
		)
	);
}

function link({ doctype, name, title }) {
	return el("a", { href: frappe.utils.get_form_link(doctype, name) }, title || name);
}

function not_duplicate_button(page, row) {
	return el(
		"div",
		{},
		el(
			"button",
			{ type: "button", class: "btn btn-default btn-xs", click: () => take(page, [row.name]) },
			__("Not a Duplicate")
		)
	);
}

function pager(page, rows) {
	const total = page.state.counts[page.outcome];
	if (total <= PAGE) return null;
	const turn = (start, label, possible) =>
		el(
			"button",
			{
				type: "button",
				class: "btn btn-default btn-xs",
				disabled: !possible,
				click: () => show_page({ ...page, start }),
			},
			label
		);
	return el(
		"div",
		{ class: "scrm-import-pager" },
		turn(page.start - PAGE, __("Previous"), page.start > 0),
		el(
			"span",
			{ class: "text-muted small" },
			__("{0} to {1} of {2}", [page.start + 1, page.start + rows.length, total])
		),
		turn(page.start + PAGE, __("Next"), page.start + rows.length < total)
	);
}
