"""A world whose every text has a word in it: in our tables, the files and the caches, nothing of what is Confidential is left
outside the vault but what is meant to be there."""

import pytest

from stakeholder_crm.base.doctypes import our_doctypes
from tests.security.surfaces import world
from tests.security.vault.test_sealed_records import in_database, in_files, in_redis

WORD = world.word_of("Confidential")
# What stands in place of a name.
ALIAS = {"display_name", "safe_alias", "stakeholder_name", "agency_name"}
# Lists and calendars need a name for a meeting, and an agreement one of its own.
TITLES = {
	"Engagement Plan.subject",
	"Meeting Brief.subject",
	"Meeting Log.subject",
	"Partnership Agreement.title",
	"Stakeholder Meeting.subject",
}
# They ask for no names.
REASONS = {"Access Grant.reason", "Erasure Request.asked_by", "Stakeholder Access Log.reason"}
# What is not imported yet is no record; tags are for all to see.
OTHERS = {
	"Activist._user_tags",
	"Contact Import.community",
	"Contact Import Row.cells",
	"Contact Import Row.contact",
}


@pytest.fixture(scope="module")
def files_before() -> set[str]:
	"""What other tests have opened and taken back: the disk knows no savepoints."""
	return set(in_files(WORD))


@pytest.fixture(scope="module")
def found(module_transaction: None, files_before: set[str]) -> set[str]:
	world.build()
	return {column.removeprefix("tab") for column in in_database(WORD)}


def test_our_tables_have_what_is_meant_to_be_there(found: set[str]) -> None:
	ours = set(our_doctypes())
	left = {
		column
		for column in found
		if column.partition(".")[0] in ours and column.partition(".")[2] not in ALIAS
	}
	assert left == TITLES | REASONS | OTHERS


def test_the_aliases_are_found(found: set[str]) -> None:
	assert {"Activist.safe_alias", "Meeting Participant.stakeholder_name"} <= found


def test_files_and_caches_have_nothing(found: set[str], files_before: set[str]) -> None:
	# The host's queue for Global Search outlives tests, and has the e-mails of other ones.
	cached = [key for key in in_redis(WORD) if b"global_search_queue" not in key]
	assert (set(in_files(WORD)) - files_before, cached) == (set(), [])
