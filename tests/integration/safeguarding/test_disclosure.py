"""Telling a partner agency something: with an agreement and consent, or by an override that is known."""

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.api import disclosures
from stakeholder_crm.testing import factories
from tests.integration.safeguarding.records import agreement, consent, disclosure, told

LOG = "Stakeholder Access Log"
OVERRIDE = {"override_reason": "The night shelter had to know before the office opened"}


@pytest.fixture
def agreed(as_user, users, agency):
	with as_user(users["manager"]):
		return agreement(agency, "Concerns", "Contact")


@pytest.fixture
def given(as_user, users, person):
	with as_user(users["outreach"]):
		return consent(person)


@pytest.fixture
def staff(as_user, users, agreed, person):
	with as_user(users["outreach"]):
		yield


def overrides(doc) -> list:
	return frappe.get_all(
		LOG,
		filters={"action": "Override", "reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=["user", "reason", "detail"],
		order_by="name",
	)


def test_with_agreement_and_consent_it_is_written_down_and_nobody_is_called(
	person, agency, agreed, given, staff, users
):
	made = disclosure(person, agency, override_reason="not needed").insert()
	assert (made.agreement, made.overridden, made.override_reason) == (agreed.name, 0, None)
	assert made.stakeholder_name == "Ines Duarte"
	assert overrides(made) == []
	assert told(made) == set()


@pytest.mark.parametrize(
	("fields", "sentence"),
	[
		({"category": "Whereabouts"}, "none in force covers"),
		({"days_ago": 60}, "none with this agency was in force"),
		({"days_ago": 10}, "Consent: none recorded"),
	],
)
def test_what_is_missing_is_named_and_refused(person, agency, given, staff, fields, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence) as refused:
		disclosure(person, agency, **fields).insert()
	assert "Override Reason" in str(refused.value)


def test_without_consent_it_says_what_to_do(person, agency, staff):
	with pytest.raises(frappe.ValidationError, match="Record their consent"):
		disclosure(person, agency).insert()


def test_an_override_is_logged_and_the_leads_are_told(person, agency, given, staff, users):
	made = disclosure(person, agency, category="Whereabouts", **OVERRIDE).insert()
	assert made.overridden
	[row] = overrides(made)
	assert (row.user, row.reason) == (users["outreach"], OVERRIDE["override_reason"])
	assert users["safeguarding"] in told(made)
	assert "Ines" not in str(overrides(made))


@pytest.mark.parametrize("basis", ["Danger to Life", "Legal Obligation"])
def test_another_basis_does_without_consent_but_not_unseen(person, agency, staff, users, basis):
	made = disclosure(person, agency, basis=basis).insert()
	assert made.overridden
	assert overrides(made)[0].reason == made.reason
	assert users["safeguarding"] in told(made)


def test_whether_it_was_overridden_is_not_for_the_writer_to_say(person, agency, given, staff):
	assert not disclosure(person, agency, overridden=1).insert().overridden
	assert disclosure(person, agency, category="Other", overridden=0, **OVERRIDE).insert().overridden


@pytest.mark.parametrize("basis", ["Consent", "Legal Obligation"])
def test_against_somebodys_word_only_a_lead_tells(person, agency, agreed, as_user, users, basis):
	with as_user(users["outreach"]):
		consent(person, "Given", days_ago=3)
		consent(person, "Withdrawn", days_ago=1)
	for user in ("outreach", "manager"):
		with as_user(users[user]), pytest.raises(frappe.PermissionError, match="Only a safeguarding lead"):
			disclosure(person, agency, basis=basis, **OVERRIDE).insert()
	with as_user(users["safeguarding"]):
		with pytest.raises(frappe.ValidationError, match="Override Reason"):
			disclosure(person, agency, basis=basis).insert()
		assert disclosure(person, agency, basis=basis, **OVERRIDE).insert().overridden


def test_where_a_life_is_in_danger_staff_tell_and_say_why(person, agency, staff):
	consent(person, "Withdrawn")
	with pytest.raises(frappe.ValidationError, match="Disclose only what protects life"):
		disclosure(person, agency, basis="Danger to Life").insert()
	assert disclosure(person, agency, basis="Danger to Life", **OVERRIDE).insert().overridden


def test_what_was_told_before_consent_was_taken_back_was_in_order(person, agency, staff):
	consent(person, "Given", days_ago=9)
	consent(person, "Withdrawn", days_ago=1)
	assert not disclosure(person, agency, disclosed_on=add_days(now_datetime(), -2)).insert().overridden


def test_where_two_agreements_cover_it_one_is_chosen(person, agency, agreed, given, as_user, users):
	with as_user(users["manager"]):
		other = agreement(agency, "Concerns", title="Night shelter")
	with as_user(users["outreach"]):
		with pytest.raises(frappe.MandatoryError, match="agreements in force cover"):
			disclosure(person, agency).insert()
		assert disclosure(person, agency, agreement=other.name).insert().agreement == other.name


def test_the_agreement_that_was_chosen_is_the_one_that_counts(person, agency, agreed, given, as_user, users):
	with as_user(users["manager"]):
		old = agreement(agency, "Concerns", title="Old", ends_on=add_days(today(), -1))
		narrow = agreement(agency, "Identity", title="Narrow")
	with as_user(users["outreach"]):
		with pytest.raises(frappe.ValidationError, match="this one was not in force"):
			disclosure(person, agency, agreement=old.name).insert()
		with pytest.raises(frappe.ValidationError, match="covers Concerns"):
			disclosure(person, agency, agreement=narrow.name).insert()


def test_somebody_elses_agreement_is_refused(person, agency, given, as_user, users):
	with as_user(users["manager"]):
		other = agreement(factories.partner_agency(), "Concerns")
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match="with another agency"):
		disclosure(person, agency, agreement=other.name).insert()


def test_an_agency_is_not_told_about_itself_nor_before_the_time(person, agency, given, staff):
	with pytest.raises(frappe.ValidationError, match="the agency in About"):
		disclosure(agency, agency).insert()
	with pytest.raises(frappe.ValidationError, match="cannot be in the future"):
		disclosure(person, agency, disclosed_on=add_days(now_datetime(), 1)).insert()


@pytest.mark.parametrize("fieldname", ["agency", "category", "basis", "stakeholder"])
def test_what_is_mandatory_is_asked_for(person, agency, given, staff, fieldname):
	made = disclosure(person, agency)
	made.set(fieldname, None)
	with pytest.raises(frappe.MandatoryError):
		made.insert()


def test_whoever_may_not_see_both_writes_no_disclosure(person, agency, given, as_user, users):
	with as_user(users["outreach"]):
		hidden = factories.activist(confidentiality="Confidential")
		shelter = factories.partner_agency(confidentiality="Confidential")
	for about, whom in ((hidden, agency), (person, shelter)):
		with as_user(users["outreach2"]):
			with pytest.raises(frappe.PermissionError):
				disclosure(about, whom, **OVERRIDE).insert()
			with pytest.raises(frappe.PermissionError):
				disclosures.check(about.doctype, about.name, whom.name)


@pytest.mark.parametrize("user", ["outreach", "manager", "safeguarding", "Administrator"])
def test_nobody_edits_or_deletes_a_disclosure(person, agency, given, staff, as_user, users, user):
	made = disclosure(person, agency).insert()
	with as_user(users.get(user, user)):
		made = frappe.get_doc(made.doctype, made.name)
		made.what = "Nothing"
		with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
			made.save()
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(made.doctype, made.name, force=True, ignore_permissions=True)


def test_a_category_stands_in_an_agreement_once(agency, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="is already listed"):
		agreement(agency, "Contact", "Contact")


def test_an_agreement_in_force_that_covers_nothing_says_so(agency, as_user, users):
	with as_user(users["manager"]):
		agreement(agency)
	assert "May Share is empty" in str(frappe.local.message_log)


def steps(person, agency, **fields) -> tuple[dict, list, list]:
	answer = disclosures.check(
		**{
			**factories.pair(person),
			"agency": agency.name if agency else "",
			"category": "Concerns",
			"basis": "Consent",
			**fields,
		}
	)
	return answer, [one["state"] for one in answer["steps"]], [one["text"] for one in answer["steps"]]


def test_the_walk_starts_open(staff):
	answer = disclosures.check()
	assert {one["state"] for one in answer["steps"]} == {"open"}
	assert not answer["ready"]
	assert not answer["needs_reason"]


def test_the_walk_leads_through_what_is_there(person, agency, given, staff):
	_answer, states, texts = steps(person, None, category="", basis="")
	assert states == ["open", "open", "done", "open"]
	_answer, states, texts = steps(person, agency, category="", basis="")
	assert states == ["done", "open", "done", "open"]
	assert "in force until" in texts[1]
	assert "covers Concerns, Contact" in texts[1]
	answer, states, texts = steps(person, agency)
	assert states == ["done"] * 4
	assert answer["ready"]
	assert texts[0] == "Shore Legal Aid receives information about Ines Duarte."


def test_the_walk_names_what_is_missing(person, agency, staff):
	answer, states, texts = steps(person, agency, category="Whereabouts")
	assert states == ["done", "missing", "missing", "done"]
	assert answer["needs_reason"]
	assert answer["may_override"]
	assert "Needs an Override Reason" in answer["verdict"]
	answer, states, _texts = steps(person, agency, basis="Danger to Life")
	assert (answer["needs_reason"], answer["ready"]) == (False, False)
	assert "there was no consent" in answer["verdict"]
	consent(person, "Withdrawn")
	answer, states, texts = steps(person, agency)
	assert not answer["may_override"]
	assert "withdrawn on" in texts[2]
	assert "Ask a safeguarding lead" in answer["verdict"]


def test_the_walk_names_the_agreements(person, agency, agreed, given, as_user, users):
	with as_user(users["outreach"]):
		_answer, states, texts = steps(person, agency, disclosed_on=str(add_days(now_datetime(), -90)))
		assert (states[1], "was in force on that day" in texts[1]) == ("missing", True)
	with as_user(users["manager"]):
		open_ended = agreement(agency, "Concerns", title="Open-ended", ends_on=None)
	with as_user(users["outreach"]):
		_answer, states, texts = steps(person, agency)
		assert (states[1], "Choose one in Agreement" in texts[1]) == ("open", True)
		_answer, states, texts = steps(person, agency, agreement=open_ended.name)
		assert (states[1], texts[1]) == ("done", "Open-ended: in force, covers Concerns.")


def test_the_walk_is_for_those_who_record_disclosures(person, as_user, users):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		disclosures.check(person.doctype, person.name)
	with as_user(users["outreach"]):
		with pytest.raises(frappe.PermissionError, match="was not found, or you do not have permission to view it"):
			disclosures.check("User", users["manager"])
		with pytest.raises(frappe.ValidationError, match="not a valid date and time"):
			disclosures.check(disclosed_on="the day before yesterday")
