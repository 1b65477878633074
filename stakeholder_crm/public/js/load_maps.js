/** Load the chart library, which only the map and the network need. */
export function load_maps() {
	return frappe.require(["stakeholder_map.bundle.css", "stakeholder_map.bundle.js"]);
}
