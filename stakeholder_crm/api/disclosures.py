"""Endpoint of the disclosure checklist."""

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
	"""The checklist of a planned disclosure. Nothing is saved.

	Args:
		stakeholder_type: a stakeholder type; empty until chosen.
		stakeholder: the stakeholder; the user must be able to see them.
		agency: name of the Partner Agency; the user must be able to see it.
		category: as in Disclosure Log; may be empty.
		basis: as in Disclosure Log; may be empty.
		disclosed_on: "YYYY-MM-DD HH:MM:SS" in the site's zone; empty: now.
		agreement: the chosen Partnership Agreement; empty for any with the agency.

	Returns:
		The steps, with translated sentences in plain text.

	Raises:
		frappe.PermissionError: if the user may not record disclosures, or not see one of the two.
		frappe.ValidationError: if the date is not valid.
	"""
	if not frappe.has_permission("Disclosure Log", "create"):
		frappe.throw(
			_("You do not have permission to record disclosures."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	_check_may_see(stakeholder_type, stakeholder)
	_check_may_see("Partner Agency", agency)
	return build_checklist(
		Disclosure((stakeholder_type, stakeholder), agency, category, basis, _moment(disclosed_on), agreement)
	)


def _check_may_see(kind: str, name: str) -> None:
	"""Raise the same error for missing and hidden records."""
	if not name:
		return
	seen = kind in KINDS and frappe.get_list(kind, filters={"name": name}, limit=1, order_by="name")
	if not seen:
		frappe.throw(
			_(
				"{0} was not found, or you do not have permission to view it. Ask the safeguarding lead."
			).format(frappe.utils.escape_html(name)),
			frappe.PermissionError,
			title=_("No Permission"),
		)


def _moment(text: str):
	try:
		return get_datetime(text) if text else now_datetime()
	except (ValueError, OverflowError):
		frappe.throw(_("Disclosed On is not a valid date and time."), title=_("Disclosed On"))
