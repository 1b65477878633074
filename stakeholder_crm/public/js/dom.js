/**
 * Build an element. Strings become text nodes, so nothing a user typed is ever read as HTML.
 *
 * @param {string} tag
 * @param {Object} attributes  `class`, ARIA and data attributes; functions become listeners
 * @param {...(Node|string|null)} children  null is skipped
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") {
			element.addEventListener(name, value);
		} else if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? "" : value);
		}
	}
	element.append(...children.filter((child) => child !== null));
	return element;
}

/** A pill with Frappe's look. */
export function pill(text, color) {
	return el("span", { class: `indicator-pill no-indicator-dot ${color}` }, text);
}
