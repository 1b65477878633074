/** The three stakeholder DocTypes. */
export const AGENCY = "Partner Agency";
export const KINDS = ["Community Leader", "Activist", AGENCY];

export const KIND_COLORS = {
	"Community Leader": "blue",
	Activist: "purple",
	"Partner Agency": "cyan",
};

/** The fields asked for when a stakeholder is created in a dialog. */
export const FIRST_FIELDS = {
	"Community Leader": ["full_name", "community", "leadership_role"],
	Activist: ["full_name", "causes"],
	"Partner Agency": ["full_name", "agency_type", "jurisdiction"],
};

/** Limit a Link field to the three stakeholder DocTypes. */
export function kind_query() {
	return { filters: { name: ["in", KINDS] } };
}

export function pair_key(row) {
	return `${row.stakeholder_type}/${row.stakeholder}`;
}

/** The time since the last contact, in words. */
export function days_ago_text(day) {
	if (!day) return __("no contact yet");
	const days = frappe.datetime.get_day_diff(frappe.datetime.get_today(), day);
	if (days <= 0) return __("last contact today");
	if (days === 1) return __("last contact yesterday");
	if (days < 60) return __("last contact {0} days ago", [days]);
	return __("last contact {0} months ago", [Math.round(days / 30)]);
}
