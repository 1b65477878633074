import { el, pill } from "./dom";
import { KIND_COLORS } from "./kinds";
import { compare_and_merge } from "./merge_dialog";
import { mark_not_duplicate } from "./not_the_same";

const PAUSE = 700;
const SHORTEST = 3;
const PLACES = { "Community Leader": "community", "Partner Agency": "jurisdiction" };
const ASKED_BY = ["full_name", "safe_alias", "community", "jurisdiction"];

/**
 * Show possible duplicates above the form while a stakeholder is being entered. It never blocks saving.
 *
 * @param {Object} frm  the form of one of the three types
 */
export function watch_for_duplicates(frm) {
	const { full_name } = frm.fields_dict;
	if (full_name.$input && !full_name.scrm_watched) {
		full_name.scrm_watched = true;
		full_name.$input.on("input", () => ask_soon(frm));
	}
	draw(frm, state_of(frm));
}

/**
 * The same in the dialog for a new stakeholder.
 *
 * @param {string} kind  one of the three DocTypes
 * @param {Object} dialog  an open `frappe.ui.Dialog`
 */
export function watch_dialog_for_duplicates(kind, dialog) {
	const form = {
		doctype: kind,
		fields_dict: dialog.fields_dict,
		layout: { wrapper: dialog.$body },
		perm: [{}],
		is_new: () => true,
		// Read one by one: reading all values at once empties fields that are being typed in.
		get doc() {
			const typed = ASKED_BY.map((name) => [name, dialog.fields_dict[name]?.get_value()]);
			return { name: "", ...Object.fromEntries(typed) };
		},
	};
	for (const fieldname of ASKED_BY) {
		dialog.fields_dict[fieldname]?.$input?.on("input change", () => ask_soon(form));
	}
	ask_soon(form);
}

/** Form and row events. A new record gets its name on saving, and keeps its warning. */
export const duplicate_events = {
	...Object.fromEntries(ASKED_BY.map((fieldname) => [fieldname, ask_soon])),
	after_save: (frm) => {
		if (frm.scrm_alike) frm.scrm_alike.name = frm.doc.name;
	},
};
export const duplicate_row_events = {
	value: ask_soon,
	channel: ask_soon,
	contact_points_remove: ask_soon,
};

function state_of(frm) {
	if (frm.scrm_alike?.name !== frm.doc.name) {
		frm.scrm_alike = { name: frm.doc.name, asked: "", rows: [], hidden: new Set(), timer: null };
	}
	return frm.scrm_alike;
}

/** The current values, including a name that is still being typed. */
function identity(frm) {
	const { doc } = frm;
	const typed = frm.fields_dict.full_name.$input?.is(":focus") && frm.fields_dict.full_name.$input.val();
	return {
		stakeholder_type: frm.doctype,
		full_name: (typed || doc.full_name || "").trim(),
		safe_alias: doc.safe_alias || "",
		place: doc[PLACES[frm.doctype]] || "",
		contact_points: (doc.contact_points || [])
			.filter((row) => row.value)
			.map(({ channel, value }) => ({ channel, value })),
	};
}

function ask_soon(frm) {
	if (!frm.fields_dict.full_name || frm.doc.status === "Anonymised") return;
	const state = state_of(frm);
	clearTimeout(state.timer);
	state.timer = setTimeout(() => ask(frm, state), PAUSE);
}

async function ask(frm, state) {
	if (frm.scrm_alike !== state) return;
	const asked = identity(frm);
	const key = JSON.stringify(asked);
	if (key === state.asked) return;
	state.asked = key;
	if (asked.full_name.length < SHORTEST && !asked.contact_points.length) {
		state.rows = [];
	} else {
		const stakeholder = frm.is_new() ? null : frm.doc.name;
		const rows = await frappe.xcall("stakeholder_crm.api.duplicates.find_matches", {
			...asked,
			stakeholder,
		});
		// The user may have typed more, or left, in the meantime.
		if (frm.scrm_alike !== state || state.asked !== key) return;
		state.rows = rows;
	}
	draw(frm, state);
}

function draw(frm, state) {
	frm.layout.wrapper.find(".scrm-alike").remove();
	// A closed hint is not shown again.
	const rows = state.rows.filter((row) => !state.hidden.has(row.stakeholder));
	if (!rows.length) return;
	const seen = rows.filter((row) => !row.hidden);
	const close = () => {
		for (const row of rows) state.hidden.add(row.stakeholder);
		draw(frm, state);
	};
	frm.layout.wrapper.prepend(
		el(
			"section",
			{ class: "scrm-alike", role: "status", "aria-label": __("Possible duplicates") },
			el(
				"div",
				{ class: "scrm-alike-head" },
				el("strong", {}, __("Possible duplicate")),
				el(
					"button",
					{
						type: "button",
						class: "btn btn-xs scrm-alike-close",
						"aria-label": __("Dismiss"),
						title: __("Dismiss"),
						click: close,
					},
					"×"
				)
			),
			seen.length ? el("ul", {}, ...seen.map((row) => match(frm, row))) : null,
			rows.some((row) => row.hidden)
				? el(
						"p",
						{},
						__(
							"This person may already be recorded, but you do not have permission to view the record. Ask the safeguarding lead."
						)
					)
				: null
		)
	);
}

function match(frm, row) {
	const path = frappe.utils.get_form_link(row.stakeholder_type, row.stakeholder);
	return el(
		"li",
		{},
		el("a", { href: path, target: "_blank", rel: "noopener" }, row.display_name),
		" ",
		pill(__(row.stakeholder_type), KIND_COLORS[row.stakeholder_type]),
		" ",
		pill(row.says, row.verdict === "same" ? "orange" : "gray"),
		el("span", { class: "scrm-alike-why" }, row.reasons.join(" · ")),
		...(can_decide(frm) ? [merge_button(frm, row), not_duplicate_button(frm, row)] : [])
	);
}

/** A record must be saved before it can be merged or marked. */
function can_decide(frm) {
	return !frm.is_new() && frm.perm[0].write;
}

function merge_button(frm, row) {
	if (row.stakeholder_type !== frm.doctype) return null;
	const click = () => {
		if (frm.is_dirty()) frappe.msgprint(__("Save this record first."));
		else compare_and_merge(frm.doctype, row.stakeholder, frm.doc.name);
	};
	return el("button", { type: "button", class: "btn btn-xs btn-default", click }, __("Compare and Merge"));
}

function not_duplicate_button(frm, row) {
	const state = state_of(frm);
	const click = async () => {
		await mark_not_duplicate([frm.doctype, frm.doc.name], [row.stakeholder_type, row.stakeholder]);
		state.rows = state.rows.filter((one) => one !== row);
		draw(frm, state);
	};
	return el("button", { type: "button", class: "btn btn-xs btn-default", click }, __("Not a Duplicate"));
}
