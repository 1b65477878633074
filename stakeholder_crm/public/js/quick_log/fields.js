import { el } from "../dom";

/** A labelled field, with what helps to fill it in. */
export function field(label, control, help = "") {
	return el(
		"label",
		{ class: "scrm-quick-field" },
		el("span", {}, label),
		control,
		help ? el("span", { class: "text-muted small" }, help) : null
	);
}

/** One line of text; `attributes` as for `el`. */
export function input({ value = "", ...attributes }) {
	const control = el("input", {
		type: "text",
		class: "form-control",
		autocomplete: "off",
		...attributes,
		// Enter goes on to the next field, as on a phone's keyboard; nothing is sent by accident.
		keydown: (event) => event.key === "Enter" && event.preventDefault(),
	});
	control.value = value;
	return control;
}

/** A choice of one value; `text` says how each is written. */
export function select(values, chosen, change, text = (value) => __(value)) {
	const control = el(
		"select",
		{ class: "form-control", change: (event) => change(event.target.value) },
		...values.map((value) => el("option", { value }, text(value)))
	);
	control.value = chosen;
	return control;
}

/** Where the page says what has become of the text. */
export function told() {
	return el("p", { class: "text-muted small", role: "status" });
}
