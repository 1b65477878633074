"""Endpoints for the records behind report counts that list filters cannot express."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.base.request_json import mapping_in
from stakeholder_crm.partnerships.figures.engagement_coverage import CoverageFilters
from stakeholder_crm.partnerships.figures.find_records import find_meetings as list_meetings
from stakeholder_crm.partnerships.figures.find_records import find_thank_yous as list_thank_yous
from stakeholder_crm.partnerships.figures.thank_you_timeliness import TimelinessFilters


@frappe.whitelist(methods=["GET", "POST"])
def find_thank_yous(filters: str | dict, column: str, group: str | None = None) -> dict:
	"""The visible thank-yous behind one count of the report Thank-you Timeliness.

	Args:
		filters: of the report, or its JSON.
		column: its fieldname in the report.
		group: the row's month ("2026-01") or assignee (empty if unassigned); omit for the total.

	Returns:
		``doctype``, ``names``, and ``too_many`` if they do not fit in a URL.

	Raises:
		frappe.PermissionError: if the user may not read thank-yous.
		frappe.ValidationError: for a column without counts.
	"""
	_check_may_report("Thank You Follow Up")
	try:
		found = list_thank_yous(TimelinessFilters.by_filters(mapping_in("filters", filters)), column, group)
	except ValueError:
		frappe.throw(
			_("{0} is not a column of this report.").format(frappe.bold(frappe.utils.escape_html(column))),
			title=_("Column"),
		)
	return asdict(found)


@frappe.whitelist(methods=["GET", "POST"])
def find_meetings(filters: str | dict, column: str, group: str) -> dict:
	"""The stakeholders or meetings behind one count of the report Engagement Coverage.

	Args:
		filters: of the report, or its JSON.
		column: its fieldname in the report.
		group: the row's type or place; empty if not set.

	Returns:
		``doctype``, ``names``, and ``too_many`` if they do not fit in a URL.

	Raises:
		frappe.PermissionError: if the user may not read meetings or the stakeholders.
		frappe.ValidationError: for a column without counts.
	"""
	covered = CoverageFilters.by_filters(mapping_in("filters", filters))
	_check_may_report("Stakeholder Meeting", covered.doctype)
	try:
		found = list_meetings(covered, column, group)
	except ValueError:
		frappe.throw(
			_("{0} is not a column of this report.").format(frappe.bold(frappe.utils.escape_html(column))),
			title=_("Column"),
		)
	return asdict(found)


def _check_may_report(*doctypes: str) -> None:
	for doctype in doctypes:
		if not frappe.has_permission(doctype, "report"):
			frappe.throw(
				_("You do not have permission to view reports on {0}.").format(frappe.bold(_(doctype))),
				frappe.PermissionError,
				title=_("No Permission"),
			)
