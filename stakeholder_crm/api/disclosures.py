"""What the form asks before somebody tells a partner agency something."""

import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.safeguarding.disclosures.assess import Disclosure
from stakeholder_crm.safeguarding.disclosures.checklist import Checklist, build_checklist


@frappe.whitelist(methods=["GET", "POST"])
def check(
	stakeholder_type: str = "",
	stakeholder: str = "",
	agency: str = "",
	category: str = "",
	basis: str = "",
	disclosed_on: str = "",
	agreement: str = "",
) -> Checklist:
	"""Say, step by step, what a disclosure has and lacks. Nothing is saved.

	Args:
		stakeholder_type: one of the three kinds; empty while nobody is chosen.
		stakeholder: whom it is about; the user must be able to see them.
		agency: name of the Partner Agency that is told; the user must be able to see it.
		category: as in Disclosure Log; may be empty.
		basis: as in Disclosure Log; may be empty.
		disclosed_on: "YYYY-MM-DD HH:MM:SS" in the site's zone; empty: now.
		agreement: the Partnership Agreement that was chosen; empty: any with the agency.

	Returns:
		The steps, with translated sentences in plain text.

	Raises:
		frappe.PermissionError: when the user may not record disclosures, or see one of the two.
		frappe.ValidationError: when the moment cannot be read.
	"""
	if not frappe.has_permission("Disclosure Log", "create"):
		frappe.throw(_("You do not have permission to record disclosures."), frappe.PermissionError)
	_check_may_see(stakeholder_type, stakeholder)
	_check_may_see("Partner Agency", agency)
	return build_checklist(
		Disclosure((stakeholder_type, stakeholder), agency, category, basis, _moment(disclosed_on), agreement)
	)


def _check_may_see(kind: str, name: str) -> None:
	"""One answer for what is not there and what is not for the user."""
	if not name:
		return
	seen = kind in KINDS and frappe.get_list(kind, filters={"name": name}, limit=1, order_by="name")
	if not seen:
		frappe.throw(
			_(
				"{0} was not found, or you do not have permission to view it. Ask the safeguarding lead."
			).format(frappe.utils.escape_html(name)),
			frappe.PermissionError,
		)


def _moment(text: str):
	try:
		return get_datetime(text) if text else now_datetime()
	except (ValueError, OverflowError):
		frappe.throw(_("Disclosed On is not a valid date and time."))
