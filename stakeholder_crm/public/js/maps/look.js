/** The Desk's current colours and writing direction; charts cannot read style sheets. */
export function look() {
	const style = getComputedStyle(document.documentElement);
	const value = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
	return {
		dark: document.documentElement.getAttribute("data-theme") === "dark",
		rtl: frappe.utils.is_rtl(),
		text: value("--text-color", "#1f272e"),
		muted: value("--text-muted", "#6b7580"),
		border: value("--border-color", "#d1d8dd"),
		page: value("--card-bg", value("--fg-color", "#ffffff")),
		tint: value("--control-bg", "#f4f5f6"),
		accent: value("--primary", "#2490ef"),
		font: getComputedStyle(document.body).fontFamily,
	};
}

/** The same on white paper. */
export function paper_look() {
	return {
		...look(),
		dark: false,
		text: "#1f272e",
		muted: "#505a62",
		border: "#c0c6cc",
		page: "#ffffff",
		tint: "#f4f5f6",
		accent: "#171717",
	};
}

/** Call back when the theme changes between light and dark. */
export function on_theme_change(act) {
	new MutationObserver(act).observe(document.documentElement, {
		attributes: true,
		attributeFilter: ["data-theme"],
	});
}

/** The heading of a saved image; empty on the page. */
export function chart_title({ heading, look, width }) {
	if (!heading) return [];
	const style = { fontFamily: look.font, width: width - 40, overflow: "break" };
	return {
		text: heading.title,
		subtext: heading.lines.join("\n"),
		left: look.rtl ? "right" : "left",
		padding: 12,
		textStyle: { ...style, color: look.text, fontSize: 20 },
		subtextStyle: { ...style, color: look.muted, fontSize: 13, lineHeight: 20 },
	};
}

/** The style of the library's tooltips. */
export function tooltip_look(look) {
	return {
		confine: true,
		backgroundColor: look.page,
		borderColor: look.border,
		textStyle: { color: look.text, fontSize: 12 },
	};
}
