/** Load what draws the map and the network: a library that nothing else in the Desk needs. */
export function load_maps() {
	return frappe.require(["stakeholder_map.bundle.css", "stakeholder_map.bundle.js"]);
}
