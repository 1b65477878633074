"""The endpoints behind numbers of reports that no filter of a list can tell."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.partnerships.figures.engagement_coverage import CoverageFilters
from stakeholder_crm.partnerships.figures.find_records import find_meetings as list_meetings
from stakeholder_crm.partnerships.figures.find_records import find_thank_yous as list_thank_yous
from stakeholder_crm.partnerships.figures.thank_you_timeliness import TimelinessFilters


@frappe.whitelist(methods=["GET", "POST"])
def find_thank_yous(filters: str | dict, column: str, group: str | None = None) -> dict:
	"""The thank-yous behind one number of the report Thank-you Timeliness, of those that the user may see.

	Args:
		filters: of the report, or its JSON.
		column: its fieldname in the report.
		group: the row's month ("2026-01") or colleague (empty for nobody); left out for the total.

	Returns:
		``doctype``, ``names``, and ``too_many`` where an address could not carry them.

	Raises:
		frappe.PermissionError: when the user may not read thank-yous.
		frappe.ValidationError: for a column that counts nothing.
	"""
	_check_may_report("Thank You Follow Up")
	try:
		return asdict(
			list_thank_yous(TimelinessFilters.by_filters(frappe.parse_json(filters)), column, group)
		)
	except ValueError:
		frappe.throw(
			_("{0} is not a column of this report.").format(frappe.bold(frappe.utils.escape_html(column)))
		)


@frappe.whitelist(methods=["GET", "POST"])
def find_meetings(filters: str | dict, column: str, group: str) -> dict:
	"""Who was met, or the meetings, behind one number of the report Engagement Coverage.

	Args:
		filters: of the report, or its JSON.
		column: its fieldname in the report.
		group: the row's type or place; empty where none is said.

	Returns:
		``doctype``, ``names``, and ``too_many`` where an address could not carry them.

	Raises:
		frappe.PermissionError: when the user may not read meetings, or those who were met.
		frappe.ValidationError: for a column that counts nothing.
	"""
	covered = CoverageFilters.by_filters(frappe.parse_json(filters))
	_check_may_report("Stakeholder Meeting", covered.doctype)
	try:
		return asdict(list_meetings(covered, column, group))
	except ValueError:
		frappe.throw(
			_("{0} is not a column of this report.").format(frappe.bold(frappe.utils.escape_html(column)))
		)


def _check_may_report(*doctypes: str) -> None:
	for doctype in doctypes:
		if not frappe.has_permission(doctype, "report"):
			frappe.throw(
				_("You do not have permission to view reports on {0}.").format(frappe.bold(_(doctype))),
				frappe.PermissionError,
			)
