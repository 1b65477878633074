"""Two records of one person are merged or split again: what that means for their thank-yous."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.merged_rows import folded
from stakeholder_crm.follow_up.messages.recall import GOING, STANDING, recall_thank_you, recheck

LEAVING = ("Claimed", "Queued")
THANKED = ("Sent", "Bounced", "Done Manually")


def before_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, before a record is merged, converted or split again.

	Raises:
		frappe.ValidationError: when a message to them is just being sent.
	"""
	if frappe.db.exists(THANK_YOU, {**_about(stakeholder), "status": ("in", LEAVING)}):
		frappe.throw(
			_("A thank-you to {0} is being sent now. Try again in ten minutes.").format(
				stakeholder.name
			)
		)


def on_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, once what pointed at another record points at this one: the gate is asked again."""
	recheck(_about(stakeholder))
	_thank_once(stakeholder)


def _about(stakeholder: Document) -> dict[str, str]:
	return {"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name}


def _thank_once(stakeholder: Document) -> None:
	"""Nobody is thanked twice for one meeting because they were on record twice; each representative is thanked."""
	rows = frappe.get_all(
		THANK_YOU,
		filters={**_about(stakeholder), "status": ("!=", "Cancelled")},
		fields=["name", "meeting", "represented_by", "status", "occurrence_key"],
		order_by="name",
	)
	# Who was thanked already is not thanked again; of two that wait, the older key's stays.
	rows.sort(key=lambda row: (row.status not in THANKED, len(row.occurrence_key or ""), row.occurrence_key))
	thanked: set[tuple[str, str]] = set()
	for row in rows:
		occasion = (row.meeting, folded(row.represented_by))
		if occasion in thanked and row.status in (*GOING, *STANDING):
			doc = frappe.get_doc(THANK_YOU, row.name)
			recall_thank_you(doc, {"block_reason": _("The kept record already has a thank-you for this meeting.")})
		thanked.add(occasion)
