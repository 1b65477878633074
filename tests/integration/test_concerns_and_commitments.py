"""What they are worried about, what was promised, and the to-do of a promise of ours."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from stakeholder_crm.document import IllegalTransitionError
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.testing import factories

CONCERN = "Stakeholder Concern"
COMMITMENT = "Stakeholder Commitment"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def leader():
	return factories.community_leader(full_name="Amina Odhiambo")


def answers() -> dict[str, dict[str, str]]:
	"""What has to be said before a record may take a status."""
	return {
		"Cannot Act": {"cannot_act_reason": "It is for the court to decide"},
		"Reported Back": {"did": "We changed the hour", "reported_back_on": today()},
		"Broken": {"explanation": "The interpreter fell ill"},
		"Renegotiated": {"explanation": "They asked for next month"},
		"Referred": {"explanation": "The legal clinic has it now"},
	}


def in_status(doc, status: str):
	"""The document in that state, past its state machine: a test's past need not be lived through."""
	doc.db_set({**answers().get(status, {}), "status": status})
	return frappe.get_doc(doc.doctype, doc.name)


def ways(machine: str, allowed: bool) -> list[tuple[str, str]]:
	table = MACHINES[machine]
	return [(old, new) for old in table for new in table if old != new and (new in table[old]) is allowed]


def todos_of(commitment) -> list:
	return frappe.get_all(
		"ToDo",
		filters={"reference_type": COMMITMENT, "reference_name": commitment.name},
		fields=["status", "allocated_to", "date", "name"],
		order_by="creation",
	)


class TestConcerns:
	def test_it_begins_as_raised_today(self, leader):
		concern = factories.concern(leader)
		assert (concern.status, getdate(concern.raised_on)) == ("Raised", getdate(today()))
		assert concern.stakeholder_name == "Amina Odhiambo"

	@pytest.mark.parametrize("status", ["Acknowledged", "Closed"])
	def test_nothing_came_of_it_before_it_was_raised(self, leader, status):
		with pytest.raises(frappe.ValidationError, match="must have the status Raised"):
			factories.concern(leader, status=status)

	@pytest.mark.parametrize(("old", "new"), ways(CONCERN, allowed=True))
	def test_every_way_of_its_table_is_open(self, leader, old, new):
		concern = in_status(factories.concern(leader), old)
		concern.update({**answers().get(new, {}), "status": new})
		concern.save()
		assert frappe.db.get_value(CONCERN, concern.name, "status") == new

	@pytest.mark.parametrize(("old", "new"), ways(CONCERN, allowed=False))
	def test_every_other_way_is_refused(self, leader, old, new):
		concern = in_status(factories.concern(leader), old)
		concern.update({**answers().get(new, {}), "status": new})
		with pytest.raises(IllegalTransitionError):
			concern.save()
		assert frappe.db.get_value(CONCERN, concern.name, "status") == old

	@pytest.mark.parametrize(
		("fields", "sentence"),
		[
			({"status": "Cannot Act", "cannot_act_reason": " "}, "Why We Cannot Act"),
			({"status": "Reported Back", "did": ""}, "requires a Response"),
			({"status": "Reported Back", "reported_back_on": None}, "Reported Back On"),
		],
	)
	def test_what_a_status_needs_said_is_asked_for(self, leader, fields, sentence):
		concern = in_status(factories.concern(leader), "Acting")
		concern.update({**answers().get(fields["status"], {}), **fields})
		with pytest.raises(frappe.MandatoryError, match=sentence):
			concern.save()
		assert frappe.db.get_value(CONCERN, concern.name, "status") == "Acting"

	def test_that_we_cannot_act_can_be_reported_back(self, leader):
		concern = in_status(factories.concern(leader), "Cannot Act")
		concern.update({"status": "Reported Back", "reported_back_on": today()})
		concern.save()
		assert concern.status == "Reported Back"

	def test_it_is_not_raised_in_the_future(self, leader):
		with pytest.raises(frappe.ValidationError, match="Raised On cannot be in the future"):
			factories.concern(leader, raised_on=add_days(today(), 1))

	@pytest.mark.parametrize("days", [-6, 1])
	def test_it_is_reported_back_after_it_was_raised_and_not_tomorrow(self, leader, days):
		concern = factories.concern(leader, raised_on=add_days(today(), -5))
		concern.reported_back_on = add_days(today(), days)
		with pytest.raises(frappe.ValidationError, match="between Raised On and today"):
			concern.save()

	def test_it_stays_with_who_raised_it(self, leader):
		concern = factories.concern(leader)
		concern.stakeholder = factories.community_leader().name
		with pytest.raises(frappe.CannotChangeConstantError):
			concern.save()

	def test_html_and_endless_text_are_refused(self, leader):
		with pytest.raises(frappe.ValidationError, match=r"What They Said.* must be plain text"):
			factories.concern(leader, said="<img src=x onerror=alert(1)>")
		with pytest.raises(
			frappe.CharacterLengthExceededError,
			match=r"What They Said.* is too long \(100000 of 5000 characters\)",
		):
			factories.concern(leader, said="x" * 100_000)

	def test_the_safeguarding_lead_sees_to_it_and_makes_none(self, as_user, users, leader):
		concern = factories.concern(leader)
		with as_user(users["safeguarding"]):
			mine = frappe.get_doc(CONCERN, concern.name)
			mine.status = "Acknowledged"
			mine.save()
			with pytest.raises(frappe.PermissionError):
				factories.concern(leader)


class TestCommitments:
	def test_ours_needs_somebody_who_keeps_it(self, leader):
		with pytest.raises(frappe.MandatoryError, match="Choose Assigned To"):
			factories.commitment(leader, responsible=None)

	def test_theirs_needs_nobody_of_us(self, leader):
		commitment = factories.commitment(leader, direction="Theirs", responsible=None)
		assert todos_of(commitment) == []

	def test_it_is_not_due_before_it_was_promised(self, leader):
		with pytest.raises(frappe.ValidationError, match="cannot be before"):
			factories.commitment(leader, due_on=add_days(today(), -1))
		assert factories.commitment(leader, due_on=today()).name.startswith("COM-")

	@pytest.mark.parametrize(("old", "new"), ways(COMMITMENT, allowed=True))
	def test_every_way_of_its_table_is_open(self, leader, old, new):
		commitment = in_status(factories.commitment(leader), old)
		commitment.update({**answers().get(new, {}), "status": new})
		commitment.save()
		assert frappe.db.get_value(COMMITMENT, commitment.name, "status") == new

	@pytest.mark.parametrize(("old", "new"), ways(COMMITMENT, allowed=False))
	def test_every_other_way_is_refused(self, leader, old, new):
		commitment = in_status(factories.commitment(leader), old)
		commitment.update({**answers().get(new, {}), "status": new})
		with pytest.raises(IllegalTransitionError):
			commitment.save()
		assert frappe.db.get_value(COMMITMENT, commitment.name, "status") == old

	@pytest.mark.parametrize("status", ["Broken", "Renegotiated", "Referred"])
	def test_what_was_not_kept_is_explained(self, leader, status):
		commitment = factories.commitment(leader)
		commitment.update({"status": status, "explanation": "  "})
		with pytest.raises(frappe.MandatoryError, match=f"{status}.* requires an Explanation"):
			commitment.save()


class TestTheToDo:
	def test_it_is_made_with_the_promise(self, users, leader):
		commitment = factories.commitment(leader, responsible=users["outreach2"])
		(todo,) = todos_of(commitment)
		assert commitment.todo == todo.name
		assert (todo.status, todo.allocated_to) == ("Open", users["outreach2"])
		assert todo.date == getdate(commitment.due_on)

	def test_the_colleague_sees_it_and_the_promise(self, as_user, users, leader):
		commitment = factories.commitment(leader, responsible=users["outreach2"])
		with as_user(users["outreach2"]):
			assert frappe.get_list("ToDo", filters={"name": commitment.todo}, pluck="name", order_by="name")
			frappe.get_doc(COMMITMENT, commitment.name).check_permission("write")

	@pytest.mark.parametrize("status", ["Kept", "Broken", "Renegotiated", "Referred"])
	def test_it_closes_when_the_promise_is_settled_and_reopens_with_it(self, leader, status):
		commitment = factories.commitment(leader)
		commitment.update({**answers().get(status, {}), "status": status})
		commitment.save()
		assert [todo.status for todo in todos_of(commitment)] == ["Closed"]
		commitment.status = "Open"
		commitment.save()
		assert [todo.status for todo in todos_of(commitment)] == ["Open"]

	def test_it_moves_with_the_promise(self, users, leader):
		commitment = factories.commitment(leader)
		commitment.update({"due_on": add_days(today(), 40), "responsible": users["outreach2"]})
		commitment.save()
		(todo,) = todos_of(commitment)
		assert (todo.date, todo.allocated_to) == (getdate(add_days(today(), 40)), users["outreach2"])

	@pytest.mark.parametrize("still_named", [True, False])
	def test_it_is_cancelled_when_the_promise_turns_out_to_be_theirs(self, leader, still_named):
		commitment = factories.commitment(leader)
		commitment.direction = "Theirs"
		commitment.responsible = commitment.responsible if still_named else None
		commitment.save()
		assert [todo.status for todo in todos_of(commitment)] == ["Cancelled"]

	def test_one_that_was_ticked_off_by_hand_stays_so_until_something_changes(self, leader):
		commitment = factories.commitment(leader)
		frappe.db.set_value("ToDo", commitment.todo, "status", "Closed")
		commitment.evidence = "They wrote back"
		commitment.save()
		assert [todo.status for todo in todos_of(commitment)] == ["Closed"]

	def test_one_that_was_deleted_comes_back_with_the_next_change(self, as_user, users, leader):
		commitment = factories.commitment(leader)
		todo = commitment.todo
		commitment.db_set("todo", None)
		frappe.delete_doc("ToDo", todo, ignore_permissions=True)
		commitment.due_on = add_days(today(), 20)
		commitment.save()
		assert [todo.status for todo in todos_of(commitment)] == ["Open"]

	def test_it_goes_with_the_promise(self, as_user, users, leader):
		commitment = factories.commitment(leader)
		with as_user(users["manager"]):
			frappe.delete_doc(COMMITMENT, commitment.name)
		assert todos_of(commitment) == []

	def test_a_promise_of_theirs_is_deleted_without_one(self, as_user, users, leader):
		commitment = factories.commitment(leader, direction="Theirs")
		with as_user(users["manager"]):
			frappe.delete_doc(COMMITMENT, commitment.name)
		assert not frappe.db.exists(COMMITMENT, commitment.name)

	def test_no_mail_tells_of_it(self, users, leader):
		before = frappe.db.count("Email Queue")
		factories.commitment(leader, responsible=users["outreach2"])
		assert frappe.db.count("Email Queue") == before

	def test_staff_delete_no_promises(self, leader):
		commitment = factories.commitment(leader)
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(COMMITMENT, commitment.name)
		assert [todo.status for todo in todos_of(commitment)] == ["Open"]
