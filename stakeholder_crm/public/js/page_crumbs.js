/**
 * Says on a page of ours where one is: the way back to its workspace or, where a page's head has no title of its own
 * (Frappe 16), its title as the last crumb; the sidebar leads back there.
 */
export function show_crumbs(page, module) {
	const has_title = page.$title_area.find(".title-text").length;
	frappe.breadcrumbs.add(
		has_title ? module : { type: "Custom", label: frappe.utils.escape_html(page.title) }
	);
}
