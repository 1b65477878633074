"""Which ties say the same from either end."""

from stakeholder_crm.domain.ties import SYMMETRIC_TIES
from tests.static.project import doctypes


def kinds() -> set[str]:
	tie = doctypes()["Stakeholder Tie"]
	options = next(field["options"] for field in tie["fields"] if field["fieldname"] == "kind")
	return set(options.split("\n"))


def test_they_are_kinds_that_the_form_offers_and_the_others_have_a_direction():
	assert kinds() - SYMMETRIC_TIES == {"Mentor", "Member", "Reports To"}
	assert kinds() >= SYMMETRIC_TIES
