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

/** The form of a Contact Import: one step at a time, what it found, and how far it is. */
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
				__(
					"Say what kind of contacts it is and how confidential they are, and save. Then attach the file."
				),
				"blue"
			);
			return;
		}
		lock(frm, !OPEN.includes(frm.doc.status));
		show(frm);
	},
};

/** Once somebody was written down, nothing of what they were written down by changes. */
function lock(frm, locked) {
	for (const field of DECIDES) frm.set_df_property(field, "read_only", locked ? 1 : 0);
	if (locked) frm.disable_save();
	else frm.enable_save();
}

/** The columns are those of the file: none is added, none goes. */
function fix_columns(frm) {
	const { grid } = frm.fields_dict.columns;
	grid.cannot_add_rows = true;
	grid.cannot_delete_rows = true;
	grid.only_sortable?.();
	grid.refresh();
}

async function show(frm) {
	const state = await ask(frm, "state");
	if (state) tell(frm, state);
}

function tell(frm, state) {
	frm.set_intro();
	frm.clear_custom_buttons();
	if (RUNNING.includes(state.status)) {
		show_progress(frm, state);
		frm.scrm_next = setTimeout(() => look_again(frm, state.status), ASK_EVERY);
		return;
	}
	const { text, color } = what_comes_next(frm, state);
	const next = next_step(frm, state);
	// A phone keeps the buttons in a menu: what comes next is offered here as well.
	if (next) intro_with_action(frm, text, next.label, next.go, color);
	else frm.set_intro(text, color);
	if (state.failed_because) frm.set_intro(frappe.utils.escape_html(state.failed_because), "red");
	add_buttons(frm, state);
	if (Object.keys(state.counts).length) show_rows(frm, state, () => show(frm));
}

/** Ask how far it is until it is over: not every host pushes what happens on it. */
async function look_again(frm, status) {
	if (!is_shown(frm)) return;
	const state = await ask(frm, "state");
	if (!state || !is_shown(frm)) return;
	if (state.status === status) tell(frm, state);
	else frm.reload_doc();
}

function is_shown(frm) {
	const [, doctype, name] = frappe.get_route();
	return doctype === frm.doctype && name === frm.doc.name;
}

function what_comes_next(frm, { status, counts }) {
	const made = counts.Imported || 0;
	if (status === "Draft" && has_to_choose(frm)) {
		return {
			color: "orange",
			text: __(
				"Some columns may say who must not be contacted. Choose what they are taken for under Columns."
			),
		};
	}
	if (status === "Draft") {
		return {
			color: "blue",
			text: frm.doc.import_file
				? __(
						"Look at what each column is taken for, then look through the file: nobody is written down yet."
					)
				: __(
						"Attach the file. Make sure first that no survivor is in it: their data has no place here."
					),
		};
	}
	if (status === "Previewed") {
		return {
			color: counts.New ? "blue" : "orange",
			text: counts.New
				? __(
						"Looked through; nobody is written down yet. What is taken over becomes a draft, and its addresses count as unknown: nothing is sent there until somebody has asked whether they are safe."
					)
				: __("Looked through: there is nobody new in this file."),
		};
	}
	if (status === "Stopped") {
		return { color: "orange", text: __("Stopped. {0} were written down until then.", [made]) };
	}
	if (status === "Imported") {
		return {
			color: "green",
			text: __(
				"Taken over: {0}. They are drafts, and their addresses count as unknown: nothing is sent there until somebody has asked whether they are safe.",
				[made]
			),
		};
	}
	const kept = counts.Kept || 0;
	return {
		color: kept ? "orange" : "gray",
		text: kept
			? __("Undone. {0} were kept, since somebody has worked on them; see why below.", [kept])
			: __("Undone: nothing of it is left."),
	};
}

/** Whether nobody has said yet what a column is that may hold somebody's wish not to be contacted. */
function has_to_choose(frm) {
	return (frm.doc.columns || []).some((row) => row.maps_to === "Please Choose");
}

/** What most people do next, if there is such a thing. */
function next_step(frm, { status, counts }) {
	if (status === "Draft" && frm.doc.import_file && !has_to_choose(frm)) {
		return { label: __("Look Through the File"), go: () => act(frm, "preview") };
	}
	if (status === "Previewed" && counts.New) {
		return { label: __("Take Over {0}", [counts.New]), go: () => confirm_start(frm, counts.New) };
	}
	if (status === "Stopped" && counts.New) {
		return { label: __("Go On"), go: () => act(frm, "start") };
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
		frm.add_custom_button(__("Look Through Again"), () => act(frm, "preview"));
	}
	if (["Imported", "Stopped"].includes(status) && counts.Imported) {
		frm.add_custom_button(__("Undo the Import"), () => confirm_undo(frm));
	}
	if (counts.Refused) {
		const download = (verb) => window.open_url_post(`/api/method/${API}.${verb}`, { name: frm.doc.name });
		frm.add_custom_button(__("Download Refused Rows"), () => download("skipped"));
		if (frm.doc.source === "vCard") {
			frm.add_custom_button(__("Download Refused Cards"), () => download("skipped_cards"));
		}
	}
}

function confirm_start(frm, count) {
	frappe.confirm(
		__("{0} of the kind {1} are written down as drafts, with the level {2}. Go on?", [
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
			"What this import made is deleted for good, as far as nobody has worked on it since: changed it, written a comment, met them. The rest is kept, and you are told why. Go on?"
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
	Importing: () => __("Writing them down"),
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
						? __(
								"Nothing has moved for a while. The worker may be gone; go on, and nothing is lost or doubled."
							)
						: __("You may leave this page.")
				)
			)
		);
	if (state.is_stuck) frm.add_custom_button(__("Go On"), () => act(frm, "resume"));
	frm.add_custom_button(__("Stop"), () => act(frm, "stop"));
}
