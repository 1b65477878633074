"""Whoever writes somebody down hears who is on record already, as far as she may know it."""

import frappe
import pytest

from stakeholder_crm.access.log.record_access import ACCESS_LOG
from stakeholder_crm.api import duplicates
from stakeholder_crm.domain.likeness import MatchVerdict, Sign
from stakeholder_crm.patches import build_likeness_keys
from stakeholder_crm.stakeholders.duplicates.explain_match import sign_labels, verdict_label
from stakeholder_crm.stakeholders.duplicates.find_matches import HIDDEN, Match, find_matches
from stakeholder_crm.stakeholders.duplicates.likeness_keys import LIKENESS_KEY, rebuild_keys, store_keys
from stakeholder_crm.stakeholders.duplicates.load_people import person, person_of
from stakeholder_crm.testing import factories
from tests.integration.host_version import SHARES_ASKED_A_LIST

NAME, MAIL, PHONE = "Zuleikha Bhekimuzi", "zuleikha@example.org", "+4915112345678"


def points(*addresses: str) -> list[dict]:
	return [
		factories.contact_point(
			value=value, channel="Email" if "@" in value else "Phone", preferred=0, name_organisation_ok=0
		)
		for value in addresses
	]


def asked(name: str, *addresses: str, kind: str = "Activist", own=None, **fields) -> list[Match]:
	rows = [("Email" if "@" in value else "Phone", value) for value in addresses]
	return find_matches([person(kind, {"full_name": name, **fields}, rows)], [own])[0]


def keys_of(doc) -> set[str]:
	wanted = {"parenttype": doc.doctype, "parent": doc.name}
	return set(frappe.get_all(LIKENESS_KEY, filters=wanted, pluck="key_hash", order_by="name"))


@pytest.fixture
def known(users):
	frappe.set_user(users["outreach"])
	return factories.activist(full_name=NAME, contact_points=points(MAIL, PHONE))


def test_the_same_person_is_found_and_it_is_said_why(known):
	(match,) = asked("Bhekimuzi, Zuleikha", MAIL)
	assert match.pair == ("Activist", known.name)
	assert (match.hidden, match.display_name, match.score) == (False, NAME, 100)
	assert match.verdict is MatchVerdict.SAME
	assert match.signs == (Sign.SAME_NAME, Sign.SAME_EMAIL)


def test_a_typing_error_is_found_across_the_kinds(known):
	(match,) = asked("Suleika Bhekimusi", kind="Community Leader", community="Harbour Quarter")
	assert (match.pair, match.verdict) == (("Activist", known.name), MatchVerdict.MAYBE)


def test_a_record_is_not_its_own_double(known):
	assert asked(NAME, MAIL, own=("Activist", known.name)) == []
	assert find_matches([person_of(known)])[0] != []


def test_the_most_alike_come_first(known):
	factories.activist(full_name="Zuleika Bhekimuzi", contact_points=[])
	scores = [match.score for match in asked(NAME, MAIL)]
	assert len(scores) == 2
	assert scores == sorted(scores, reverse=True)


def test_whom_one_may_not_see_is_not_named(users, known):
	known.update({"confidentiality": "Confidential", "safe_alias": "Heron"})
	known.save()
	frappe.set_user(users["outreach2"])
	assert asked(NAME, MAIL) == [HIDDEN]
	frappe.set_user(users["manager"])
	assert asked(NAME, MAIL) == [HIDDEN]
	frappe.set_user(users["safeguarding"])
	assert [match.display_name for match in asked(NAME, MAIL)] == ["Heron"]


def test_a_name_alone_is_no_way_to_find_out_who_is_on_record(users, known):
	known.update({"confidentiality": "Confidential", "safe_alias": "Heron"})
	known.save()
	frappe.set_user(users["outreach2"])
	assert asked(NAME) == []
	assert asked("Heron") == []
	assert asked("Somebody Else", MAIL, PHONE) == []


def test_a_hint_is_noted_once_an_hour(users, known):
	known.update({"confidentiality": "Restricted"})
	known.save()
	frappe.set_user(users["outreach2"])
	asked(NAME, MAIL)
	asked(NAME, PHONE)
	frappe.set_user(users["safeguarding"])
	lines = frappe.get_all(
		ACCESS_LOG,
		filters={"action": "Duplicate Hint"},
		fields=["user", "reference_doctype", "reference_name"],
		order_by="name",
	)
	assert lines == [
		{"user": users["outreach2"], "reference_doctype": "Activist", "reference_name": known.name}
	]


def test_behind_a_wall_there_is_no_hint(users, known):
	frappe.set_user(users["safeguarding"])
	factories.agency_liaison(users["outreach2"])
	frappe.set_user(users["outreach2"])
	assert asked(NAME, MAIL) == []
	frappe.set_user(users["safeguarding"])
	assert not frappe.db.exists(ACCESS_LOG, {"action": "Duplicate Hint"})


def test_who_reads_no_stakeholders_sees_none(users, known):
	frappe.set_user(users["outsider"])
	assert asked(NAME, MAIL) == []
	frappe.set_user("Administrator")
	assert [match.display_name for match in asked(NAME, MAIL)] == [NAME]


def test_the_number_of_queries_does_not_grow(known, query_count):
	people = [person("Activist", {"full_name": NAME}, [("Email", MAIL)])]
	find_matches(people)
	with query_count() as few:
		find_matches(people)
	for number in range(5):
		factories.community_leader(full_name=f"{NAME} {'abcde'[number] * 3}", contact_points=points(MAIL))
	# What the host reads once of a DocType is not counted.
	find_matches(people)
	with query_count() as many:
		answers = find_matches(people * 40)
	assert len(answers[0]) == 6
	assert len(answers) == 40
	# One more kind is read, listed and named.
	assert len(many) <= len(few) + 5 + SHARES_ASKED_A_LIST


def test_nobody_asked_about_is_nobody_found(known):
	assert find_matches([]) == []
	assert asked("…") == []


def test_the_keys_hold_no_name_and_follow_the_record(known):
	before = keys_of(known)
	assert len(before) > 5
	assert all(len(key) == 32 and key.isalnum() for key in before)
	known.care_notes = []
	known.save()
	assert keys_of(known) == before
	known.full_name = "Tamsin Okonkwo"
	known.save()
	assert keys_of(known).isdisjoint(before - keys_of(known))
	assert asked(NAME) == []
	assert [match.pair[1] for match in asked("Tamsin Okonkwo")] == [known.name]


def test_the_keys_go_with_the_record(known):
	draft = factories.activist(status="Draft", contact_points=[])
	assert keys_of(draft)
	frappe.set_user("Administrator")
	draft.delete()
	assert not keys_of(draft)


def test_the_keys_go_with_the_identity(known):
	frappe.set_user("Administrator")
	known.reload()
	known.flags.ignore_mandatory = True
	known.move_to("Anonymised")
	assert not keys_of(known)
	store_keys([("Activist", known.name)])
	assert not keys_of(known)


def test_all_keys_can_be_computed_again(known):
	before = keys_of(known)
	frappe.db.delete(LIKENESS_KEY)
	told: list[tuple[int, int]] = []
	rebuild_keys(lambda done, of: told.append((done, of)))
	assert keys_of(known) == before
	assert told[-1][0] == told[-1][1] > 0
	build_likeness_keys.execute()
	assert keys_of(known) == before
	frappe.db.delete(LIKENESS_KEY)
	store_keys([("Activist", known.name)])
	assert keys_of(known) == before


def typed(kind: str = "Activist", **more) -> list[dict]:
	rows = [{"channel": "Email", "value": MAIL}]
	return duplicates.find_matches(
		kind, **{"full_name": NAME, "contact_points": frappe.as_json(rows), **more}
	)


def test_a_form_is_told_in_words(users, known):
	assert typed() == [
		{
			"hidden": False,
			"stakeholder_type": "Activist",
			"stakeholder": known.name,
			"display_name": NAME,
			"score": 100,
			"verdict": "same",
			"says": "Likely duplicate",
			"reasons": ["same name", "same e-mail address"],
		}
	]
	assert typed(stakeholder=known.name) == []
	assert [one["reasons"] for one in typed("Community Leader", place="Harbour", contact_points=None)] == [
		["same name"]
	]


def test_a_form_is_told_of_five_at_most_and_of_hidden_ones_once(users, known):
	known.update({"confidentiality": "Restricted"})
	known.save()
	for _number in range(6):
		factories.activist(full_name=NAME, contact_points=points(MAIL))
	frappe.set_user(users["outreach2"])
	answer = typed()
	assert len(answer) == 6
	assert answer[-1] == {"hidden": True}


def test_only_who_writes_people_down_may_ask(users, known):
	frappe.set_user(users["outsider"])
	with pytest.raises(frappe.PermissionError):
		typed()
	known.db_set("confidentiality", "Restricted")
	frappe.set_user(users["outreach2"])
	with pytest.raises(frappe.PermissionError):
		typed(stakeholder=known.name)
	with pytest.raises(frappe.ValidationError, match="Choose Community Leader"):
		typed("User")


def test_nobody_can_try_names_by_the_hundred(users, known, monkeypatch):
	monkeypatch.setattr(duplicates, "PER_MINUTE", 3)
	frappe.cache.delete_keys("stakeholder_crm_asked")
	for _time in range(3):
		typed()
	with pytest.raises(frappe.RateLimitExceededError, match="Too many requests"):
		typed()
	frappe.set_user(users["outreach2"])
	assert typed()
	frappe.cache.delete_keys("stakeholder_crm_asked")


def test_every_sign_and_verdict_has_its_words():
	assert len(set(sign_labels(Sign))) == len(Sign)
	assert len({verdict_label(verdict) for verdict in MatchVerdict}) == len(MatchVerdict)
