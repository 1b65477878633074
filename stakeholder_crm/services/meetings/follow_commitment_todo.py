"""Somebody closed or reopened the to-do of a promise of ours: the promise goes with it.

Closing it says that the promise was kept, which needs no more words. That it was not kept does: so the to-do of a
promise that stands cannot be cancelled.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.commitments import PENDING
from stakeholder_crm.services.todo_keeper import TodoStaysError, is_kept, may_change

COMMITMENT = "Stakeholder Commitment"


def follow_commitment_todo(todo: Document) -> None:
	"""Bring the commitment into the state that its to-do has now.

	Args:
		todo: a ToDo that has just been saved, whose status somebody changed.

	Raises:
		frappe.PermissionError: when the user may not change the commitment.
		TodoStaysError: when a promise that still stands would be left without its to-do.
	"""
	if todo.reference_type != COMMITMENT or not is_kept(todo):
		return
	commitment = frappe.get_doc(COMMITMENT, todo.reference_name)
	stands = commitment.status in PENDING
	if todo.status == "Cancelled" and stands:
		frappe.throw(
			_(
				"The promise {0} still stands. Close the to-do if it was kept; otherwise say in the promise what became of it, or who keeps it now."
			).format(commitment.name),
			TodoStaysError,
		)
	if todo.status == "Closed" and stands:
		may_change(commitment)
		commitment.status = "Kept"
		commitment.evidence = commitment.evidence or _("Said by closing the to-do.")
		commitment.save()
	elif todo.status == "Open" and not stands:
		may_change(commitment)
		commitment.status = "Open"
		commitment.save()
