import { el } from "./dom";

const HEIGHTS = { "Small Text": "76px", Text: "130px" };

/**
 * Fit a form to small screens: text boxes start small (they can be resized), and long titles make room for
 * buttons.
 */
export function compact_form(frm) {
	frm.page.wrapper.addClass("scrm-form");
	for (const field of frm.fields) {
		const height = HEIGHTS[field.df?.fieldtype];
		if (height && field.$input) field.$input.css({ height });
	}
}

/** A message above the form with an action, which a phone would hide in the menu. */
export function intro_with_action(frm, text, label, action, color) {
	const link = el("a", { href: "#", class: "scrm-intro-action" }, label);
	frm.set_intro(`<div>${frappe.utils.escape_html(text)} ${link.outerHTML}</div>`, color);
	frm.layout.message
		.find(".scrm-intro-action")
		.last()
		.on("click", (event) => {
			event.preventDefault();
			action();
		});
}

/** Hide fields that repeat what a link shows. */
export function hide_repeated(frm, ...fieldnames) {
	for (const fieldname of fieldnames) frm.toggle_display(fieldname, false);
}
