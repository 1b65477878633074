"""Whom we keep too long, and what may be decided about them."""

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, add_months, date_diff, today

from stakeholder_crm.api import privacy
from stakeholder_crm.safeguarding.privacy.list_retention import RetentionItem, list_retention
from stakeholder_crm.testing import factories

REPORT = "Retention Review"


def rows(**filters) -> dict[str, dict]:
	return {row["name"]: row for row in run(REPORT, filters=filters)["result"] if isinstance(row, dict)}


@pytest.fixture
def people(as_user, users):
	with as_user(users["outreach"]):
		made = {
			"passed": factories.activist(status="Active"),
			"by_settings": factories.community_leader(status="Active"),
			"kept": factories.activist(status="Active", retain_until=add_days(today(), 5)),
			"draft": factories.partner_agency(status="Draft", full_name="Half Written"),
			"new_draft": factories.activist(status="Draft"),
			"hidden": factories.activist(status="Active", confidentiality="Confidential"),
		}
	for key in ("passed", "hidden"):
		made[key].db_set("retain_until", add_days(today(), -10))
	made["by_settings"].db_set("last_interaction_on", add_days(add_months(today(), -36), -3))
	frappe.db.set_value(
		"Partner Agency", made["draft"].name, "modified", add_days(today(), -91), update_modified=False
	)
	return made


def test_the_list_holds_those_whose_time_is_over_and_old_drafts(people, as_user, users):
	factories.commitment(people["passed"])
	factories.concern(people["passed"])
	with as_user(users["manager"]):
		found = rows()
	assert (found[people["passed"].name]["why"], found[people["passed"].name]["days_past"]) == (
		"Retention Period Ended",
		10,
	)
	assert found[people["passed"].name]["open_commitments"] == 1
	assert found[people["passed"].name]["open_concerns"] == 1
	last_day = add_months(
		people["by_settings"].last_interaction_on, 36
	)  # of 29 February there is not always one
	assert found[people["by_settings"].name]["days_past"] == date_diff(today(), last_day) >= 3
	assert found[people["draft"].name]["why"] == "Draft Never Completed"
	assert not {people["kept"].name, people["new_draft"].name, people["hidden"].name} & set(found)
	with as_user(users["manager"]):
		assert people["passed"].name not in rows(kind="Partner Agency")
		assert people["new_draft"].name in rows(draft_days=-1)


def test_the_safeguarding_lead_sees_the_confidential_ones(people, as_user, users):
	with as_user(users["safeguarding"]):
		assert people["hidden"].name in rows()


@pytest.mark.parametrize("role", ["outreach", "outsider"])
def test_it_is_for_those_who_review(as_user, users, role):
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		run(REPORT)


def test_whoever_reads_no_stakeholders_is_told_of_none(people, as_user, users):
	with as_user(users["outsider"]):
		assert list_retention(RetentionItem()) == []


def test_where_there_is_nobody_it_says_so(as_user, users):
	with as_user(users["manager"]):
		answer = run(REPORT, filters={"kind": "Partner Agency", "draft_days": 40_000})
	if not answer["result"]:
		assert "no drafts are abandoned" in answer["message"]


def test_several_are_asked_to_be_erased_at_once(people, as_user, users):
	pairs = [["Activist", people["passed"].name], ["Community Leader", people["by_settings"].name]]
	with as_user(users["manager"]):
		made = privacy.request_erasures(frappe.as_json(pairs))
		assert len(made) == 2
		assert privacy.request_erasures(pairs) == []
		assert rows()[people["passed"].name]["open_request"] == 1
	assert frappe.db.get_value("Erasure Request", made[0], "reason") == "Retention Period Ended"


def test_nobody_asks_for_whom_he_does_not_see(people, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		privacy.request_erasures([["Activist", people["hidden"].name]])
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		privacy.request_erasures([["Activist", people["passed"].name]])
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="send a list"):
		privacy.request_erasures("{}")


def test_one_is_kept_longer_for_a_reason_that_is_logged(people, as_user, users):
	name, until = people["passed"].name, add_days(today(), 100)
	with as_user(users["manager"]):
		privacy.extend_retention("Activist", name, until, "The case is open")
		assert name not in rows()
	line = frappe.get_last_doc("Stakeholder Access Log", filters={"action": "Retention"})
	assert (line.reference_name, line.reason, line.detail) == (name, "The case is open", until)


@pytest.mark.parametrize(
	("days", "reason", "message"),
	[(0, "Needed", "Keep Until"), (None, "Needed", "Keep Until"), (9, " ", "Reason")],
)
def test_a_day_to_come_and_a_reason_are_needed(people, as_user, users, days, reason, message):
	until = "" if days is None else add_days(today(), days)
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match=message):
		privacy.extend_retention("Activist", people["passed"].name, until, reason)


def test_whoever_may_not_change_the_record_does_not_keep_it(people, as_user, users):
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		privacy.extend_retention("Activist", people["hidden"].name, add_days(today(), 9), "Needed")


def test_a_draft_goes_without_a_trace(people, as_user, users):
	name = people["draft"].name
	people["draft"].add_comment("Comment", "Half Written is slow")
	with as_user(users["manager"]):
		privacy.delete_draft("Partner Agency", name)
	assert not frappe.db.exists("Partner Agency", name)
	assert not frappe.db.exists("Deleted Document", {"deleted_name": name})
	assert not frappe.db.exists("Comment", {"content": ("like", "%Half Written%")})


def test_what_is_no_draft_or_has_a_history_is_not_deleted(people, as_user, users):
	factories.concern(people["draft"])
	with as_user(users["manager"]):
		with pytest.raises(frappe.ValidationError, match="no longer a draft"):
			privacy.delete_draft("Activist", people["passed"].name)
		with pytest.raises(frappe.ValidationError, match="linked records"):
			privacy.delete_draft("Partner Agency", people["draft"].name)
	with as_user(users["outreach"]), pytest.raises(frappe.PermissionError):
		privacy.delete_draft("Activist", people["new_draft"].name)
