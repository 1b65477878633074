/** Status colours: red needs action, orange waits, blue is in progress, green is done. */
const STAKEHOLDER = {
	Draft: "gray",
	Active: "green",
	Dormant: "yellow",
	"Do Not Contact": "red",
	Anonymised: "darkgrey",
};

export const STATUS_COLORS = {
	"Community Leader": STAKEHOLDER,
	Activist: STAKEHOLDER,
	"Partner Agency": STAKEHOLDER,
	"Stakeholder Meeting": {
		Planned: "blue",
		Confirmed: "cyan",
		Held: "orange",
		Logged: "green",
		Closed: "gray",
		Postponed: "yellow",
		Cancelled: "darkgrey",
	},
	"Engagement Plan": { Running: "blue", Waiting: "yellow", Done: "green", Cancelled: "darkgrey" },
	"Meeting Brief": { Draft: "blue", Final: "green", Stale: "orange", Void: "darkgrey" },
	"Stakeholder Concern": {
		Raised: "red",
		Acknowledged: "orange",
		Acting: "blue",
		"Cannot Act": "purple",
		"Reported Back": "cyan",
		Closed: "green",
	},
	"Stakeholder Commitment": {
		Open: "orange",
		"In Progress": "blue",
		Kept: "green",
		Broken: "red",
		Renegotiated: "purple",
		Referred: "gray",
	},
	"Thank You Follow Up": {
		Draft: "gray",
		"Awaiting Approval": "orange",
		Scheduled: "blue",
		Claimed: "cyan",
		Queued: "cyan",
		Sent: "green",
		Bounced: "red",
		Failed: "red",
		Blocked: "red",
		"Needs Review": "yellow",
		Cancelled: "darkgrey",
		"Done Manually": "green",
		"Not Needed": "gray",
	},
	"Contact Import": {
		Draft: "gray",
		Previewing: "blue",
		Previewed: "orange",
		Importing: "blue",
		Stopped: "red",
		Imported: "green",
		Reverting: "blue",
		Reverted: "darkgrey",
	},
	"Erasure Request": { Requested: "orange", Approved: "yellow", Refused: "gray", Erased: "green" },
	"Partnership Agreement": { Draft: "gray", "In Force": "green", Expired: "orange", Ended: "gray" },
};

// Stored in fewer words than people read.
const STATUS_LABELS = { "Meeting Brief": { Stale: () => __("Out of Date") } };

/** A status as people read it. */
export function status_label(doctype, status) {
	return STATUS_LABELS[doctype]?.[status]?.() || __(status, null, doctype);
}

export function status_color(doctype, status) {
	return STATUS_COLORS[doctype]?.[status] || "gray";
}

/** A list's `get_indicator` by status. */
export function status_indicator(doctype) {
	return (doc) => [
		status_label(doctype, doc.status),
		status_color(doctype, doc.status),
		`status,=,${doc.status}`,
	];
}
