"""Code and settings written on the site that touch stakeholder records."""

from typing import Any

from frappe import _
from frappe.utils import escape_html

from stakeholder_crm.base.reporting.columns import Column, column
from stakeholder_crm.compat import LEAST_VERSIONS, version_problem
from stakeholder_crm.safeguarding.review_site_code import list_site_code


def execute(filters: dict[str, Any] | None = None) -> tuple[list[Column], list[dict[str, Any]], str | None]:
	"""Columns, one row for each such piece, and a message: an outdated host first, else that there is nothing."""
	rows = [
		{
			"kind": _(piece.kind),
			"code": piece.name,
			"touches": ", ".join(_(doctype) for doctype in piece.touches),
			"effect": piece.effect,
			"enabled": _("Yes") if piece.enabled else _("No"),
			"modified_by": piece.modified_by,
			"modified": piece.modified,
		}
		for piece in list_site_code()
	]
	return columns(), rows, _message(bool(rows))


def columns() -> list[Column]:
	"""What it is, what it touches and can do, and who changed it."""
	return [
		column("kind", _("Type"), "Data", 130),
		column("code", _("Name"), "Data", 220),
		column("touches", _("Mentions"), "Data", 220),
		column("effect", _("What It Can Do"), "Data", 380),
		column("enabled", _("Enabled"), "Data", 85),
		column("modified_by", _("Last Updated By"), "Link", 190, options="User"),
		column("modified", _("Last Updated On"), "Datetime", 170),
	]


def _message(found: bool) -> str | None:
	outdated = version_problem()
	if outdated:
		return _("Frappe {0} has known security issues. Ask for an update to {1} or later.").format(
			escape_html(outdated), escape_html(_(" or ").join(LEAST_VERSIONS.values()))
		)
	return None if found else _("No code or setting on this site mentions stakeholder records.")
