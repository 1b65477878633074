import { show_rows } from "./contact_import_rows";
import { el } from "./dom";
import { compact_form, hide_repeated, intro_with_action } from "./form_layout";

const ASK_EVERY = 1500;
const API = "stakeholder_crm.api.contact_imports";
const RUNNING = ["Previewing", "Importing", "Reverting"];
const OPEN = ["Draft", "Previewed"];
const DECIDES = [
	"kind",
	"agency_type",
	"community",
	"confidentiality",
	"phone_country",
	"import_file",
	"encoding",
	"columns",
];

/** The form of a Contact Import: the next step, the progress and the rows. */
export const contact_import_form = {
	setup(frm) {
		frm.set_query("phone_country", () => ({}));
	},
	refresh(frm) {
		compact_form(frm);
		fix_columns(frm);
		hide_repeated(frm, "title");
		frm.set_intro();
		clearTimeout(frm.scrm_next);
		frm.fields_dict.preview_html.$wrapper.empty();
		if (frm.is_new()) {
			frm.set_intro(
				__("Choose the stakeholder type and confidentiality, and save. Then attach the file."),
				"blue"
			);
			return;
		}
		lock(frm, !OPEN.includes(frm.doc.status));
		show(frm);
	},
};

/** After the import has started, its settings cannot be changed. */
function lock(frm, locked) {
	for (const field of DECIDES) frm.set_df_property(field, "read_only", locked ? 1 : 0);
	if (locked) frm.disable_save();
	else frm.enable_save();
}

/** The columns are those of the file: rows cannot be added or deleted. */
function fix_columns(frm) {
	const { grid } = frm.fields_dict.columns;
	grid.cannot_add_rows = true;
	grid.cannot_delete_rows = true;
	grid.only_sortable?.();
	grid.refresh();
}

async function show(frm) {
	const state = await ask(frm, "state");
	if (state) show_state(frm, state);
}

function show_state(frm, state) {
	frm.set_intro();
	frm.clear_custom_buttons();
	if (RUNNING.includes(state.status)) {
		show_progress(frm, state);
		frm.scrm_next = setTimeout(() => poll(frm, state.status), ASK_EVERY);
		return;
	}
	const { text, color } = state_message(frm, state);
	const next = next_step(frm, state);
	// On a phone the buttons are in a menu, so the next step is offered here too.
	if (next) intro_with_action(frm, text, next.label, next.go, color);
	else frm.set_intro(text, color);
	if (state.failed_because) frm.set_intro(frappe.utils.escape_html(state.failed_because), "red");
	add_buttons(frm, state);
	if (Object.keys(state.counts).length) show_rows(frm, state, () => show(frm));
}

/** Poll until it is done: not every host has realtime updates. */
async function poll(frm, status) {
	if (!is_shown(frm)) return;
	const state = await ask(frm, "state");
	if (!state || !is_shown(frm)) return;
	if (state.status === status) show_state(frm, state);
	else frm.reload_doc();
}

function is_shown(frm) {
	const [, doctype, name] = frappe.get_route();
	return doctype === frm.doctype && name === frm.doc.name;
}

function state_message(frm, { status, counts }) {
	const made = counts.Imported || 0;
	if (status === "Draft" && has_to_choose(frm)) {
		return {
			color: "orange",
			text: __("Some columns may contain opt-outs. Choose how to import them under Columns."),
		};
	}
	if (status === "Draft") {
		return {
			color: "blue",
			text: frm.doc.import_file
				? __(
						"Check how each column is imported, then preview the import. Nothing has been imported yet."
					)
				: __("Attach the file. It must not contain data about survivors."),
		};
	}
	if (status === "Previewed") {
		return {
			color: counts.New ? "blue" : "orange",
			text: counts.New
				? __(
						"Preview complete. Nothing has been imported yet. Contacts are imported as drafts, and nothing is sent until their contact points are marked Safe."
					)
				: __("Preview complete. There are no new contacts in this file."),
		};
	}
	if (status === "Stopped") {
		return { color: "orange", text: __("Stopped. {0} imported so far.", [made]) };
	}
	if (status === "Imported") {
		return {
			color: "green",
			text: __("{0} imported as drafts. Nothing is sent until their contact points are marked Safe.", [
				made,
			]),
		};
	}
	const kept = counts.Kept || 0;
	return {
		color: kept ? "orange" : "gray",
		text: kept
			? __("Reverted. Kept because edited: {0}. See the reasons below.", [kept])
			: __("Reverted. All imported records were deleted."),
	};
}

/** Whether a column may contain opt-outs and is not mapped yet. */
function has_to_choose(frm) {
	return (frm.doc.columns || []).some((row) => row.maps_to === "Please Choose");
}

/** The most likely next step, if any. */
function next_step(frm, { status, counts }) {
	if (status === "Draft" && frm.doc.import_file && !has_to_choose(frm)) {
		return { label: __("Preview Import"), go: () => act(frm, "preview") };
	}
	if (status === "Previewed" && counts.New) {
		return { label: __("Import {0}", [counts.New]), go: () => confirm_start(frm, counts.New) };
	}
	if (status === "Stopped" && counts.New) {
		return { label: __("Resume"), go: () => act(frm, "start") };
	}
	return null;
}

function add_buttons(frm, state) {
	const { status, counts } = state;
	const next = next_step(frm, state);
	if (next) {
		frm.add_custom_button(next.label, next.go).removeClass("btn-default").addClass("btn-primary");
	}
	if (status === "Previewed") {
		frm.add_custom_button(__("Preview Again"), () => act(frm, "preview"));
	}
	if (["Imported", "Stopped"].includes(status) && counts.Imported) {
		frm.add_custom_button(__("Revert Import"), () => confirm_undo(frm));
	}
	if (counts.Skipped) {
		const download = (verb) => window.open_url_post(`/api/method/${API}.${verb}`, { name: frm.doc.name });
		frm.add_custom_button(__("Download Skipped Rows"), () => download("skipped"));
		if (frm.doc.source === "vCard") {
			frm.add_custom_button(__("Download Skipped Cards"), () => download("skipped_cards"));
		}
	}
}

function confirm_start(frm, count) {
	frappe.confirm(
		__("Contacts to import: {0}. Create {1} drafts with confidentiality {2}?", [
			count,
			__(frm.doc.kind),
			__(frm.doc.confidentiality),
		]),
		() => act(frm, "start")
	);
}

function confirm_undo(frm) {
	frappe.confirm(
		__(
			"Delete the records created by this import? This cannot be undone. Records that have been edited, commented on or used since are kept."
		),
		() => act(frm, "revert")
	);
}

async function act(frm, verb) {
	if (frm.is_dirty()) await frm.save();
	await frappe.xcall(`${API}.${verb}`, { name: frm.doc.name });
	await frm.reload_doc();
}

async function ask(frm, verb) {
	const { name } = frm.doc;
	const answer = await frappe.xcall(`${API}.${verb}`, { name });
	return frm.doc.name === name ? answer : null;
}

const DOING = {
	Previewing: () => __("Reading the file"),
	Importing: () => __("Importing"),
	Reverting: () => __("Reverting"),
};

function show_progress(frm, state) {
	const percent = state.total ? Math.min(100, Math.round((100 * state.seen) / state.total)) : 0;
	const bar = el(
		"div",
		{
			class: "progress-bar",
			role: "progressbar",
			"aria-valuenow": String(percent),
			"aria-valuemin": "0",
			"aria-valuemax": "100",
			"aria-label": DOING[state.status](),
			style: `width: ${percent}%`,
		},
		""
	);
	const numbers = __("{0} of {1} rows", [state.seen, state.total]);
	frm.fields_dict.preview_html.$wrapper
		.empty()
		.append(
			el(
				"div",
				{ class: "scrm-import-progress" },
				el(
					"div",
					{},
					el("b", {}, DOING[state.status]()),
					" ",
					el("span", { class: "text-muted" }, numbers)
				),
				el("div", { class: "progress" }, bar),
				el(
					"div",
					{ class: "text-muted small" },
					state.is_stuck
						? __("The import seems stuck. Resume it; no data is lost.")
						: __("You may leave this page.")
				)
			)
		);
	if (state.is_stuck) frm.add_custom_button(__("Resume"), () => act(frm, "resume"));
	frm.add_custom_button(__("Stop"), () => act(frm, "stop"));
}
