"""The picker's search: all kinds at once, and only what the searcher may see."""

import frappe
import pytest

from stakeholder_crm.api import stakeholders
from stakeholder_crm.stakeholders.search import search_stakeholders
from stakeholder_crm.testing import factories


@pytest.fixture
def people(users, as_user):
	"""One of each kind, owned by the first outreach user, around the same word."""
	with as_user(users["outreach"]):
		return {
			"leader": factories.community_leader(full_name="Amara Quillfeather", community="Quillside Docks"),
			"activist": factories.activist(full_name="Bo Stern", causes="Quillfeather Square, housing"),
			"agency": factories.partner_agency(full_name="Night Shelter", jurisdiction="Quillfeather County"),
		}


def names(found) -> list[str]:
	return [row.stakeholder for row in found]


def test_one_search_finds_all_three_kinds(people, users, as_user):
	with as_user(users["outreach"]):
		found = search_stakeholders("quillfeather")
	assert set(names(found)) == {doc.name for doc in people.values()}
	assert found[0].stakeholder == people["leader"].name  # a name that begins with the text comes first


def test_a_hit_says_who_it_is(people, users, as_user):
	with as_user(users["outreach"]):
		[found] = search_stakeholders("quillside")
	assert (found.stakeholder_type, found.display_name) == ("Community Leader", "Amara Quillfeather")
	assert "Quillside Docks" in found.detail
	assert found.mine
	assert found.status == "Active"


def test_colleagues_do_not_find_what_is_confidential(users, as_user):
	with as_user(users["outreach"]):
		hidden = factories.activist(
			full_name="Xanthe Zzyzx", safe_alias="Juniper Nightjar", confidentiality="Confidential"
		)
		assert names(search_stakeholders("nightjar")) == [hidden.name]
	for other in ("outreach2", "manager"):
		with as_user(users[other]):
			assert search_stakeholders("nightjar") == []


def test_wildcards_are_text(people, users, as_user):
	with as_user(users["outreach"]):
		assert names(search_stakeholders("%quillfeather%")) == names(search_stakeholders("quillfeather"))


def test_kinds_narrow_the_search(people, users, as_user):
	with as_user(users["outreach"]):
		rows = stakeholders.search("quillfeather", kinds='["Activist", "User"]')
	assert [row["stakeholder"] for row in rows] == [people["activist"].name]


def test_the_limit_holds(people, users, as_user):
	with as_user(users["outreach"]):
		assert len(search_stakeholders("quillfeather", limit=2)) == 2
		assert len(search_stakeholders("quillfeather", limit=0)) == 1


def test_the_number_of_queries_does_not_grow(people, users, as_user, query_count):
	with as_user(users["outreach"]):
		search_stakeholders("quillfeather")
		with query_count() as few:
			search_stakeholders("quillfeather")
		for number in range(10):
			factories.activist(full_name=f"Quillfeather {number}")
		search_stakeholders("quillfeather")
		with query_count() as many:
			assert len(search_stakeholders("quillfeather")) == 13
	assert len(many) == len(few)


def test_an_outsider_is_refused(users, as_user):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		stakeholders.search("quillfeather")
