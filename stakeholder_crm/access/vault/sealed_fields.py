"""Which texts of a Confidential record are sealed: who a stakeholder is, how to reach them, and what was said."""

from collections.abc import Mapping

from stakeholder_crm.base.doctypes import FOCAL_PERSON

OF_RECORDS: Mapping[str, tuple[str, ...]] = {
	"Community Leader": ("full_name", "community", "leadership_role", "constituency"),
	"Activist": ("full_name", "causes", "affiliations"),
	"Partner Agency": ("full_name", "jurisdiction", "services", "referral_protocol"),
	"Stakeholder Assessment": ("evidence",),
	"Stakeholder Meeting": (
		*("location", "purpose", "desired_outcome", "agenda", "ground_rules", "disclosure_boundary"),
		"status_reason",
	),
	"Meeting Brief": ("what_changed",),
	"Engagement Plan": (),
	"Meeting Log": ("summary", "what_we_heard", "adaptations", "next_steps"),
	"Stakeholder Concern": ("said", "did", "cannot_act_reason"),
	"Stakeholder Commitment": ("promise", "evidence", "explanation"),
	"Thank You Follow Up": ("represented_by", "contribution", "body", "answer"),
	"Disclosure Log": ("what", "reason", "override_reason"),
	"Consent Record": ("witness",),
	"Partnership Agreement": ("may_share", "must_not_share", "their_signatory"),
	"Stakeholder Merge Log": ("undo", "why"),
}
OF_ROWS: Mapping[str, tuple[str, ...]] = {
	"Stakeholder Contact Point": ("value",),
	"Stakeholder Care Note": ("text", "source"),
	FOCAL_PERSON: ("person_name", "role", "address"),
	"Brief Line": ("text",),
	"Meeting Participant": ("guest_name", "represented_by"),
	"Meeting Attendance": ("guest_name", "represented_by", "contribution", "note"),
	"Engagement Plan Step": ("title",),
	"Meeting Log Concern": ("said",),
	"Meeting Log Commitment": ("promise",),
}
SEALED: Mapping[str, tuple[str, ...]] = {**OF_RECORDS, **OF_ROWS}
# It may hold texts of records that a reader of the log may not see.
NOT_SHOWN: Mapping[str, tuple[str, ...]] = {"Stakeholder Merge Log": ("undo",)}
