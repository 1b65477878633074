/** The colours and the direction of the Desk as it looks now; charts know nothing of style sheets. */
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

/** Tell whenever the reader changes between light and dark. */
export function on_theme_change(act) {
	new MutationObserver(act).observe(document.documentElement, {
		attributes: true,
		attributeFilter: ["data-theme"],
	});
}
