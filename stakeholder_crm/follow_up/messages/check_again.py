"""Check several stopped thank-yous again."""

from collections.abc import Sequence
from datetime import datetime

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.follow_up.messages.approve import Result
from stakeholder_crm.follow_up.messages.retry import retry_thank_you

GOES_ON = ("Awaiting Approval", "Scheduled")


def check_again(names: Sequence[str], now: datetime | None = None) -> list[Result]:
	"""Check thank-yous again one by one: a failed one does not block the others.

	Args:
		names: Thank You Follow Ups.
		now: zone-aware, or as Frappe stores it; defaults to the current time.
	"""
	return [_check(name, now) for name in dict.fromkeys(names)]


def _check(name: str, now: datetime | None) -> Result:
	if not frappe.db.exists(THANK_YOU, name):
		return Result(name, False, "", _("Not found."))
	doc = frappe.get_doc(THANK_YOU, name)
	if not doc.has_permission("write"):
		return Result(name, False, "", _("You do not have permission to view it. Ask the safeguarding lead."))
	before = doc.status
	frappe.db.savepoint("check_thank_you")
	try:
		retry_thank_you(doc, now)
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="check_thank_you")
		frappe.clear_last_message()
		return Result(name, False, before, frappe.utils.strip_html(str(error)))
	return Result(name, doc.status in GOES_ON, doc.status, doc.block_reason or "")
