"""Which texts of a Confidential record are sealed: those that identify a stakeholder, and say how to reach them."""

from collections.abc import Mapping

from stakeholder_crm.base.doctypes import FOCAL_PERSON

OF_RECORDS: Mapping[str, tuple[str, ...]] = {
	"Community Leader": ("full_name", "community", "leadership_role", "constituency"),
	"Activist": ("full_name", "causes", "affiliations"),
	"Partner Agency": ("full_name", "jurisdiction", "services", "referral_protocol"),
	"Meeting Brief": ("what_changed",),
	"Stakeholder Merge Log": ("undo", "why"),
}
OF_ROWS: Mapping[str, tuple[str, ...]] = {
	"Stakeholder Contact Point": ("value",),
	"Stakeholder Care Note": ("text", "source"),
	FOCAL_PERSON: ("person_name", "role", "address"),
	"Brief Line": ("text",),
}
SEALED: Mapping[str, tuple[str, ...]] = {**OF_RECORDS, **OF_ROWS}
