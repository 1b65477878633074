/**
 * The first click into a text box of a table takes what is typed next.
 *
 * The host makes the row's boxes at the first click, and puts the cursor into one-line boxes only: into a box of
 * several lines the first keystrokes went nowhere.
 */
export function type_at_once() {
	document.addEventListener(
		"click",
		({ target }) => {
			const cell = target.closest?.(".scrm-form .grid-static-col[data-fieldtype$='Text']");
			const row = cell && $(cell.closest(".grid-row")).data("grid_row");
			if (!row?.doc || !row.grid.allow_on_grid_editing() || !row.grid.is_editable()) return;
			if (target.tagName === "TEXTAREA") return;
			if (frappe.ui.form.editable_row !== row) row.toggle_editable_row();
			cell.querySelector("textarea")?.focus();
		},
		true
	);
}
