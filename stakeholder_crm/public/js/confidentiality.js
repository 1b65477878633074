const LEVELS = ["Open", "Restricted", "Confidential"];

/** Form handlers that require a reason when a record's level is lowered. */
export const confidentiality_events = {
	refresh(frm) {
		// Keep the stored level while a form with unsaved changes is refreshed.
		if (frm.stored_level?.name !== frm.doc.name || !frm.is_dirty()) {
			frm.stored_level = { name: frm.doc.name, level: frm.is_new() ? null : frm.doc.confidentiality };
		}
		ask_for_reason(frm);
	},

	confidentiality(frm) {
		if (is_lowered(frm)) frm.set_value("lowered_because", "");
		ask_for_reason(frm);
	},
};

function is_lowered(frm) {
	const stored = frm.stored_level?.level;
	return Boolean(stored) && LEVELS.indexOf(frm.doc.confidentiality) < LEVELS.indexOf(stored);
}

function ask_for_reason(frm) {
	const lowered = is_lowered(frm);
	frm.set_df_property("lowered_because", "reqd", lowered ? 1 : 0);
	// Frappe needs a condition to show the field again.
	frm.set_df_property("lowered_because", "depends_on", lowered ? "eval:true" : "lowered_because");
	frm.set_df_property("lowered_because", "read_only", lowered ? 0 : 1);
	frm.refresh_field("lowered_because");
	frm.layout.refresh_dependency();
}
