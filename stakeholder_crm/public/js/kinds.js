/** The three DocTypes that are stakeholders, and what belongs to each. */
export const AGENCY = "Partner Agency";
export const KINDS = ["Community Leader", "Activist", AGENCY];

export const KIND_COLORS = {
	"Community Leader": "blue",
	Activist: "purple",
	"Partner Agency": "cyan",
};

/** What must or should be known at once when one is created in passing. */
export const FIRST_FIELDS = {
	"Community Leader": ["full_name", "community", "leadership_role"],
	Activist: ["full_name", "causes"],
	"Partner Agency": ["full_name", "agency_type", "jurisdiction"],
};

/** Limits a Link field to the three kinds instead of every DocType of the site. */
export function kind_query() {
	return { filters: { name: ["in", KINDS] } };
}

export function pair_key(row) {
	return `${row.stakeholder_type}/${row.stakeholder}`;
}

/** Says in words how long ago a day was. */
export function days_ago_text(day) {
	if (!day) return __("never met");
	const days = frappe.datetime.get_day_diff(frappe.datetime.get_today(), day);
	if (days <= 0) return __("met today");
	if (days === 1) return __("met yesterday");
	if (days < 60) return __("met {0} days ago", [days]);
	return __("met {0} months ago", [Math.round(days / 30)]);
}
