"""Raise a meeting to the level of the people named in its log."""

from collections.abc import Iterable

import frappe

from stakeholder_crm.domain.clearance import level_of, most, name_of
from stakeholder_crm.services.pairs import Pair, load

MEETING = "Stakeholder Meeting"


def raise_meeting(meeting: str, pairs: Iterable[Pair]) -> None:
	"""Make a meeting at least as confidential as these stakeholders; it is never lowered.

	Args:
		meeting: name of a Stakeholder Meeting.
		pairs: stakeholders who were there or were spoken of.
	"""
	needed = most(row.confidentiality for row in load(pairs, ["confidentiality"]).values())
	if needed > level_of(frappe.db.get_value(MEETING, meeting, "confidentiality")):
		# The meeting's form may be open elsewhere: a raised level must not outdate what is typed there.
		frappe.db.set_value(MEETING, meeting, "confidentiality", name_of(needed), update_modified=False)
