import { el } from "../dom";

/** A labelled field with an optional hint. */
export function field(label, control, help = "") {
	return el(
		"label",
		{ class: "scrm-quick-field" },
		el("span", {}, label),
		control,
		help ? el("span", { class: "text-muted small" }, help) : null
	);
}

/** A one-line text input. `attributes` as for `el`. */
export function input({ value = "", ...attributes }) {
	const control = el("input", {
		type: "text",
		class: "form-control",
		autocomplete: "off",
		...attributes,
		// Enter moves to the next field, as on a phone's keyboard, and never submits.
		keydown: (event) => event.key === "Enter" && event.preventDefault(),
	});
	control.value = value;
	return control;
}

/** A select. `text` formats each value. */
export function select(values, chosen, change, text = (value) => __(value)) {
	const control = el(
		"select",
		{ class: "form-control", change: (event) => change(event.target.value) },
		...values.map((value) => el("option", { value }, text(value)))
	);
	control.value = chosen;
	return control;
}

/** The status line of the page. */
export function status_line() {
	return el("p", { class: "text-muted small", role: "status" });
}
