"""To-dos, assignments and mentions: what people do in Frappe's own lists, and what becomes of our records."""

import frappe
import pytest
from frappe.desk.form import assign_to
from frappe.desk.form.utils import add_comment
from frappe.utils import add_days, getdate, today

from stakeholder_crm.base.todos import TodoLockedError
from stakeholder_crm.follow_up.messages.settle import close_thank_you
from stakeholder_crm.testing import factories

THANK_YOU = "Thank You Follow Up"


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def promise():
	return factories.commitment(factories.activist())


@pytest.fixture
def to_call():
	"""A thank-you that asks for a call, and its to-do."""
	phone = factories.contact_point(channel="Phone", value="+254711000111")
	person = factories.activist(contact_points=[phone])
	factories.log(factories.held_meeting([person]), submit=True)
	doc = frappe.get_doc(THANK_YOU, {"stakeholder": person.name})
	assert (doc.status, doc.channel) == ("Blocked", "Phone")
	return doc


def todo_of(doc):
	doc.reload()
	return frappe.get_doc("ToDo", doc.todo)


def put(doc, status: str):
	todo = todo_of(doc)
	todo.status = status
	todo.save()
	doc.reload()
	return frappe.get_doc("ToDo", todo.name)


def mention(user: str) -> str:
	return f'<p>Look <span class="mention" data-id="{user}" data-value="x">@x</span></p>'


def test_closing_it_says_that_the_promise_was_kept(promise):
	todo = put(promise, "Closed")
	assert (promise.status, promise.evidence) == ("Kept", "To-do closed.")
	assert todo.status == "Closed"


def test_evidence_that_is_there_stays(promise):
	promise.evidence = "The letter of 3 May"
	promise.save()
	put(promise, "Closed")
	assert promise.evidence == "The letter of 3 May"


def test_reopening_it_reopens_the_promise_and_back(promise):
	put(promise, "Closed")
	put(promise, "Open")
	assert promise.status == "Open"
	put(promise, "Closed")
	assert promise.status == "Kept"
	promise.status = "Open"
	promise.save()
	assert todo_of(promise).status == "Open"


def test_the_form_can_be_saved_again_at_once(promise):
	todo = todo_of(promise)
	todo.status = "Closed"
	todo.save()
	todo.priority = "High"
	todo.save()


def test_a_promise_that_stands_keeps_its_todo(promise):
	with pytest.raises(TodoLockedError, match=f"Commitment {promise.name} is still pending"):
		put(promise, "Cancelled")


def test_nor_is_its_assignment_taken_away(promise):
	with pytest.raises(TodoLockedError):
		assign_to.remove(promise.doctype, promise.name, promise.responsible)


def test_another_assignment_says_nothing_about_the_promise(promise, users):
	args = {"doctype": promise.doctype, "name": promise.name, "assign_to": [users["outreach2"]]}
	assign_to.add(args)
	other = frappe.get_doc("ToDo", {"reference_name": promise.name, "allocated_to": users["outreach2"]})
	other.status = "Closed"
	other.save()
	promise.reload()
	assert promise.status == "Open"


def test_a_date_moved_in_the_promise_moves_it(promise):
	promise.due_on = add_days(today(), 20)
	promise.save()
	assert getdate(todo_of(promise).date) == getdate(add_days(today(), 20))


def test_who_may_not_change_the_promise_does_not_close_it(promise, users, as_user):
	todo = todo_of(promise)
	with as_user(users["safeguarding"]):
		doc = frappe.get_doc("ToDo", todo.name)
		doc.status = "Closed"
		with pytest.raises(frappe.PermissionError, match="permission to change"):
			# As the host's own helpers save it, which ask for no permission.
			doc.save(ignore_permissions=True)


def test_closing_a_call_says_that_it_was_made(to_call):
	put(to_call, "Closed")
	assert to_call.status == "Done Manually"


def test_done_by_hand_closes_it(to_call):
	close_thank_you(to_call, "Done Manually")
	assert todo_of(to_call).status == "Closed"


def test_what_was_done_is_not_reopened(to_call):
	put(to_call, "Closed")
	with pytest.raises(TodoLockedError, match="No action is needed"):
		put(to_call, "Open")


def test_a_decision_is_made_in_the_thank_you():
	person = factories.activist(contact_points=[factories.contact_point(safety="Unknown")])
	factories.log(factories.held_meeting([person]), submit=True)
	doc = frappe.get_doc(THANK_YOU, {"stakeholder": person.name})
	for status in ("Closed", "Cancelled"):
		with pytest.raises(TodoLockedError, match="choose its outcome there"):
			put(doc, status)


def test_a_call_is_not_just_dropped(to_call):
	with pytest.raises(TodoLockedError):
		put(to_call, "Cancelled")


def test_nobody_is_assigned_what_they_do_not_see(users):
	hidden = factories.activist(confidentiality="Restricted", full_name="Amina Odhiambo")
	args = {"doctype": hidden.doctype, "name": hidden.name, "assign_to": [users["outreach2"]]}
	with pytest.raises(frappe.PermissionError, match=f"does not have permission to view {hidden.name}") as refused:
		assign_to.add(args)
	assert "Amina" not in str(refused.value)


def test_whoever_may_share_may_assign(users, as_user):
	hidden = factories.activist(confidentiality="Restricted")
	with as_user(users["manager"]):
		assign_to.add({"doctype": hidden.doctype, "name": hidden.name, "assign_to": [users["outreach2"]]})
	with as_user(users["outreach2"]):
		assert frappe.get_doc(hidden.doctype, hidden.name).has_permission("read")


def test_nobody_is_called_to_what_they_do_not_see(users):
	hidden = factories.activist(confidentiality="Restricted")
	with pytest.raises(frappe.PermissionError, match=f"does not have permission to view {hidden.name}"):
		add_comment(hidden.doctype, hidden.name, mention(users["outreach2"]), users["outreach"], "Noor")
	add_comment(hidden.doctype, hidden.name, mention(users["manager"]), users["outreach"], "Noor")


@pytest.mark.parametrize("kind", ["Mention", "Assignment"])
def test_what_is_mailed_about_it_names_nobody(users, mail_sink, jobs, kind):
	person = factories.activist(full_name="Amina Odhiambo")
	if kind == "Mention":
		text = mention(users["manager"]) + "She is afraid of her cousin"
		add_comment(person.doctype, person.name, text, users["outreach"], "Noor")
	else:
		args = {"doctype": person.doctype, "name": person.name, "assign_to": [users["manager"]]}
		assign_to.add({**args, "description": "Call Amina about her cousin"})
	jobs.run("frappe.desk.doctype.notification_log")
	about = {"for_user": users["manager"], "document_name": person.name}
	[note] = frappe.get_all("Notification Log", filters=about, fields=["*"], order_by="name")
	queued = frappe.get_all("Email Queue", fields=["message"], order_by="name")
	said = f"{note} {queued}"
	assert person.name in note.subject
	assert not [word for word in ("Amina", "cousin") if word in said]
