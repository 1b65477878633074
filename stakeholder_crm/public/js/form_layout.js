const HEIGHTS = { "Small Text": "76px", Text: "130px" };

/** Text boxes start small, so that what belongs together stays on one screen; they can be pulled larger. */
export function compact_texts(frm) {
	for (const field of frm.fields) {
		const height = HEIGHTS[field.df?.fieldtype];
		if (height && field.$input) field.$input.css({ height });
	}
}

/** Hides fields that only repeat what a link beside them shows. */
export function hide_repeated(frm, ...fieldnames) {
	for (const fieldname of fieldnames) frm.toggle_display(fieldname, false);
}
