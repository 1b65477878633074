/**
 * Focus a multi-line text box of a table on the first click.
 *
 * The host creates a row's inputs on the first click, and focuses only one-line inputs: in a multi-line box the first
 * keystrokes were lost.
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
