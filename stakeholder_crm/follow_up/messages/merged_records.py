"""Update thank-yous when records are merged or a merge is undone."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.domain.merged_rows import folded
from stakeholder_crm.follow_up.messages.recall import PENDING, STOPPED, recall_thank_you, recheck

LEAVING = ("Claimed", "Queued")
THANKED = ("Sent", "Bounced", "Done Manually")


def before_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, before a merge, a conversion or undoing a merge.

	Raises:
		frappe.ValidationError: if a message to them is being sent.
	"""
	if frappe.db.exists(THANK_YOU, {**_about(stakeholder), "status": ("in", LEAVING)}):
		frappe.throw(
			_("A thank-you to {0} is being sent now. Try again in ten minutes.").format(stakeholder.name),
			title=_("Thank-you Being Sent"),
		)


def on_merge(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook, after references were moved to this record: check the gate again."""
	recheck(_about(stakeholder))
	_thank_once(stakeholder)


def _about(stakeholder: Document) -> dict[str, str]:
	return {"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name}


def _thank_once(stakeholder: Document) -> None:
	"""Keep one thank-you per meeting and person after a merge, and one per representative."""
	rows = get_all_opened(
		THANK_YOU,
		filters={**_about(stakeholder), "status": ("!=", "Cancelled")},
		fields=["name", "meeting", "represented_by", "status", "occurrence_key"],
		order_by="name",
	)
	# A person who was thanked is not thanked again. Of two waiting ones, the one with the older key stays.
	rows.sort(key=lambda row: (row.status not in THANKED, len(row.occurrence_key or ""), row.occurrence_key))
	thanked: set[tuple[str, str]] = set()
	for row in rows:
		occasion = (row.meeting, folded(row.represented_by))
		if occasion in thanked and row.status in (*PENDING, *STOPPED):
			doc = frappe.get_doc(THANK_YOU, row.name)
			recall_thank_you(
				doc, {"block_reason": _("The kept record already has a thank-you for this meeting.")}
			)
		thanked.add(occasion)
