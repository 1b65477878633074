import { delete_draft, list_drafts, save_draft } from "./device_drafts";
import { el } from "./dom";

/**
 * Keep an unsaved Meeting Log on this device until it is saved, as Quick Log does.
 *
 * A reload creates the form again without its unsaved values. The draft is offered, not restored automatically: it
 * could overwrite later changes of another user.
 */
const KIND = "meeting_log";
const NEW = "new";
const PAUSE_MS = 300;

/** The handlers of the form. */
export const log_drafts = {
	refresh(frm) {
		if (frm.doc.docstatus !== 0) return;
		watch(frm);
		offer(frm);
	},

	after_save(frm) {
		frm.scrm_typed = null;
		delete_draft(KIND, frm.doc.name);
		// A new log is kept under its meeting's name.
		delete_draft(KIND, place_of_new(frm.doc));
	},
};

function place_of_new(doc) {
	return `${NEW}:${doc.meeting || ""}`;
}

function place_of(doc) {
	return doc.__islocal ? place_of_new(doc) : doc.name;
}

/** Save on every keystroke: the host updates the document only when the field loses focus. */
function watch(frm) {
	if (frm.scrm_keeps_drafts) return;
	frm.scrm_keeps_drafts = true;
	const soon = frappe.utils.debounce((target) => save(frm, target), PAUSE_MS);
	frm.$wrapper.on("input", ({ target }) => soon(target)).on("dirty", () => soon(null));
	window.addEventListener("beforeunload", () => frm.scrm_typed && save(frm, frm.scrm_typed));
}

function save(frm, target) {
	const { doc } = frm;
	if (doc.doctype !== "Meeting Log" || doc.docstatus !== 0) return;
	if (target) frm.scrm_typed = target;
	const values = values_of(frm);
	const is_typed = target && document.contains(target) && write_typed(frm, values, target);
	// Values filled in by the server are not a draft.
	if (!is_typed && !(doc.__unsaved && has_text(values))) return;
	frm.scrm_kept = doc.name;
	save_draft(KIND, { values, of: doc.modified || "" }, place_of(doc));
}

const TEXTS = ["Data", "Small Text", "Text", "Autocomplete"];

function has_text(values) {
	const is_filled = (doctype, row) =>
		frappe.meta
			.get_docfields(doctype)
			.some(
				(df) =>
					TEXTS.includes(df.fieldtype) && !df.read_only && df.fieldname in row && row[df.fieldname]
			);
	const tables = frappe.meta.get_docfields("Meeting Log").filter((df) => df.fieldtype === "Table");
	return (
		is_filled("Meeting Log", values) ||
		tables.some((df) => (values[df.fieldname] || []).some((row) => is_filled(df.options, row)))
	);
}

/** The fields of a log and its rows, without the host's internal fields. */
function values_of(frm) {
	const values = {};
	for (const df of frappe.meta.get_docfields("Meeting Log")) {
		const value = frm.doc[df.fieldname];
		if (df.fieldtype === "Table")
			values[df.fieldname] = (value || []).map((row) => fields_of(df.options, row));
		else if (value !== undefined && !frappe.model.no_value_type.includes(df.fieldtype))
			values[df.fieldname] = value;
	}
	return values;
}

function fields_of(doctype, row) {
	const fields = frappe.meta.get_docfields(doctype).filter((df) => row[df.fieldname] !== undefined);
	return Object.fromEntries(fields.map((df) => [df.fieldname, row[df.fieldname]]));
}

/** Add the value of a focused text box that is not in the document yet. */
function write_typed(frm, values, target) {
	const field = target.dataset?.fieldname;
	if (!field || !["INPUT", "TEXTAREA"].includes(target.tagName) || target.type === "checkbox") return false;
	const name = target.closest(".grid-row")?.dataset.name;
	const table = target.closest('.frappe-control[data-fieldtype="Table"]')?.dataset.fieldname;
	const index = table ? (frm.doc[table] || []).findIndex((row) => row.name === name) : -1;
	const doctype = table ? frappe.meta.get_docfield("Meeting Log", table).options : "Meeting Log";
	if (!TEXTS.includes(frappe.meta.get_docfield(doctype, field)?.fieldtype)) return false;
	if (table && index < 0) return false;
	const place = table ? values[table][index] : values;
	const is_new = (place[field] || "") !== target.value;
	place[field] = target.value;
	return is_new;
}

/** Show the draft of this log, with buttons to restore or discard it. */
function offer(frm) {
	frm.scrm_offer?.remove();
	const draft = draft_for(frm);
	if (!draft) return;
	const done = () => {
		frm.scrm_offer.remove();
		frm.scrm_offer = null;
	};
	const button = (label, style, click) =>
		el("button", { type: "button", class: `btn btn-xs ${style}`, click }, label);
	const when = moment(draft.kept_on).fromNow();
	const is_older = !frm.is_new() && draft.of !== frm.doc.modified;
	frm.scrm_offer = el(
		"div",
		{ class: "form-message blue scrm-draft", role: "status" },
		el(
			"span",
			{},
			__("This device has an unsaved log: {0} ({1}).", [draft.values.subject || __("no meeting"), when])
		),
		is_older ? ` ${__("The log has been changed since.")}` : null,
		" ",
		button(__("Restore Draft"), "btn-primary", () => {
			done();
			restore(frm, draft);
		}),
		" ",
		button(__("Discard Draft"), "btn-default", () => {
			delete_draft(KIND, draft.name);
			done();
		})
	);
	frm.layout.wrapper.prepend(frm.scrm_offer);
}

/** After a reload, a new form no longer knows its meeting. */
function draft_for(frm) {
	if (frm.doc.__unsaved && !frm.is_new()) return null;
	// The draft of this form is already in it.
	if (frm.scrm_kept === frm.doc.name) return null;
	const place = place_of(frm.doc);
	const fits = ({ name }) =>
		frm.is_new() && !frm.doc.meeting ? name.startsWith(`${NEW}:`) : name === place;
	return list_drafts(KIND).find(fits) || null;
}

function restore(frm, draft) {
	frm.scrm_kept = frm.doc.name;
	for (const [field, value] of Object.entries(draft.values)) {
		const df = frappe.meta.get_docfield("Meeting Log", field);
		if (!df) continue;
		if (df.fieldtype !== "Table") {
			frm.doc[field] = plain(value);
			continue;
		}
		frm.clear_table(field);
		for (const row of value) {
			frm.add_child(
				field,
				Object.fromEntries(Object.entries(row).map(([name, text]) => [name, plain(text)]))
			);
			if (row.stakeholder)
				frappe.utils.add_link_title(
					row.stakeholder_type,
					row.stakeholder,
					plain(row.stakeholder_name)
				);
		}
	}
	frm.refresh_fields();
	frm.dirty();
}

/** The host shows some fields as HTML: make sure that no text starts a tag. */
function plain(value) {
	return typeof value === "string" ? value.replace(/<(?=[\p{L}/!?])/gu, "< ") : value;
}
