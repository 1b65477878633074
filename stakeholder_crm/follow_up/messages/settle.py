"""Close a thank-you manually: Done Manually or Not Needed."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.follow_up.messages.timeline import add_to_timeline

OUTCOMES = ("Done Manually", "Not Needed")


def close_thank_you(doc: Document, outcome: str, reason: str = "") -> None:
	"""Record how a thank-you ended without automatic sending.

	Args:
		doc: a Thank You Follow Up.
		outcome: one of ``OUTCOMES``.
		reason: plain text; required for Not Needed.

	Raises:
		frappe.ValidationError: for another outcome, a missing reason, or one that is being sent or closed.
		frappe.PermissionError: if the user may not change it.
	"""
	doc.check_permission("write")
	if outcome not in OUTCOMES:
		frappe.throw(_("Choose an outcome: {0}.").format(", ".join(map(_, OUTCOMES))), title=_("Outcome"))
	if outcome == "Not Needed" and not reason.strip():
		frappe.throw(
			_("Reason is required. Explain why no thank-you is needed."),
			frappe.MandatoryError,
			title=_("Reason"),
		)
	doc.move_to(outcome, block_reason=reason.strip(), reason_code="", deferred_until=None)
	if outcome == "Done Manually":
		add_to_timeline(doc, _("Thank-you {0} was done manually.").format(doc.name))
