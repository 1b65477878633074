const LEVELS = ["Open", "Restricted", "Confidential"];

/** The handlers that ask for a reason when a record's level is lowered. */
export const confidentiality_events = {
	refresh(frm) {
		frm.stored_level = frm.is_new() ? null : frm.doc.confidentiality;
		ask_for_reason(frm, false);
	},

	confidentiality(frm) {
		const lowered =
			frm.stored_level && LEVELS.indexOf(frm.doc.confidentiality) < LEVELS.indexOf(frm.stored_level);
		if (lowered) frm.set_value("lowered_because", "");
		ask_for_reason(frm, lowered);
	},
};

function ask_for_reason(frm, lowered) {
	frm.set_df_property("lowered_because", "reqd", lowered ? 1 : 0);
	frm.set_df_property("lowered_because", "depends_on", lowered ? "" : "lowered_because");
	frm.set_df_property("lowered_because", "read_only", lowered ? 0 : 1);
	frm.refresh_field("lowered_because");
	frm.layout.refresh_dependency();
}
