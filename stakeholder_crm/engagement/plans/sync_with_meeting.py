"""Update a plan when its meeting is moved, cancelled or reassigned."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.doctypes import PLAN
from stakeholder_crm.base.pairs import pairs_of
from stakeholder_crm.engagement.plans.update_plan import reassign_steps


def on_meeting_change(meeting: Document, method: str | None = None) -> None:
	"""Stakeholder Meeting hook.

	Args:
		meeting: a Stakeholder Meeting.
		method: the event, as Frappe passes it.
	"""
	before = meeting.get_doc_before_save()
	if not before or _plan_inputs(before) == _plan_inputs(meeting):
		return
	name = frappe.db.get_value(PLAN, {"meeting": meeting.name})
	if not name:
		return
	plan = frappe.get_doc(PLAN, name)
	# Steps are told apart by their titles.
	put_in(plan)
	reassign_steps(plan, meeting)
	plan.flags.meeting_moved = getdate(before.starts_on) != getdate(meeting.starts_on)
	plan.flags.by_service = True
	# A user who may change the meeting may also change its plan.
	plan.save(ignore_permissions=True)


def on_meeting_trash(meeting: Document, method: str | None = None) -> None:
	"""Delete a meeting's plan with it.

	Args:
		meeting: a Stakeholder Meeting.
		method: the event, as Frappe passes it.
	"""
	for name in frappe.get_all(PLAN, filters={"meeting": meeting.name}, pluck="name", order_by="name"):
		# A user who may delete the meeting may also delete its plan.
		frappe.delete_doc(PLAN, name, ignore_permissions=True)


def _plan_inputs(meeting: Document) -> tuple:
	return (
		getdate(meeting.starts_on),
		meeting.status,
		meeting.subject,
		meeting.lead,
		{row.user for row in meeting.team},
		set(pairs_of(meeting.participants)),
	)
