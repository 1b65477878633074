"""Endpoints behind the Stakeholder Map and the Network."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import today

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.partnerships.map.export_map import export_map, exportable_kinds
from stakeholder_crm.partnerships.map.place_stakeholders import MapFilters, place_stakeholders
from stakeholder_crm.partnerships.network.list_ties import NetworkFilters as WantedTies
from stakeholder_crm.partnerships.network.list_ties import build_network


@frappe.whitelist(methods=["GET", "POST"])
def stakeholder_map(filters: str | dict | None = None, anew: bool = False) -> dict:
	"""Place the stakeholders whom the user may list between influence and interest.

	Args:
		filters: kind, place, relationship_owner, date (the map as it was that day), influence, interest and
			position, as a dictionary or its JSON; what is missing does not narrow the map.
		anew: count now, where numbers have been kept.

	Returns:
		``points``, ``more``, ``clusters``, ``not_assessed``, ``smallest`` and ``counted_on`` as
		``services.partnerships.map_stakeholders`` has them, ``day`` (None for the present map) and
		``may_export``.

	Raises:
		frappe.PermissionError: when the user may read no kind of stakeholder.
		frappe.ValidationError: when the date is none.
	"""
	_check_readable()
	wanted = MapFilters.by_filters(_parsed(filters))
	return {
		**asdict(place_stakeholders(wanted, anew=anew)),
		"day": str(wanted.day) if wanted.day else None,
		"may_export": bool(exportable_kinds()),
	}


@frappe.whitelist(methods=["POST"])
def stakeholder_map_csv(filters: str | dict | None = None) -> None:
	"""Download the table beside the map. What leaves the Desk is written down.

	Args:
		filters: as for ``stakeholder_map``.

	Raises:
		frappe.PermissionError: when the user may not export what is in it.
		frappe.ValidationError: when the date is none.
	"""
	_check_readable()
	text = export_map(MapFilters.by_filters(_parsed(filters)))
	frappe.response.update(
		{
			"type": "download",
			"filename": f"stakeholder-map-{today()}.csv",
			# Spreadsheets take a file for another alphabet unless it begins with this mark.
			"filecontent": text.encode("utf-8-sig"),
			"content_type": "text/csv",
		}
	)


@frappe.whitelist(methods=["GET", "POST"])
def stakeholder_network(filters: str | dict | None = None) -> dict:
	"""The ties between stakeholders whom the user may list, and who is known to one of us only.

	Args:
		filters: kind, place, relationship_owner, around_type and around (a stakeholder: those within two steps),
			as a dictionary or its JSON; what is missing does not narrow the network.

	Returns:
		``nodes``, ``edges``, ``more_nodes``, ``more_ties`` and ``smallest`` as
		``services.partnerships.map_ties`` has them.

	Raises:
		frappe.PermissionError: when the user may read no kind of stakeholder.
	"""
	_check_readable()
	return asdict(build_network(WantedTies.by_filters(_parsed(filters))))


def _check_readable() -> None:
	if not any(frappe.has_permission(kind, "read") for kind in KINDS):
		frappe.throw(_("You need an outreach role to view this page."), frappe.PermissionError)


def _parsed(filters: str | dict | None) -> dict:
	parsed = frappe.parse_json(filters) if filters else {}
	return parsed if isinstance(parsed, dict) else {}
