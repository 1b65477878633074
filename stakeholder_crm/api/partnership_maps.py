"""Endpoints of the Stakeholder Map and the Network."""

from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import today

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.request_json import mapping_in
from stakeholder_crm.partnerships.map.export_map import export_map, exportable_kinds
from stakeholder_crm.partnerships.map.place_stakeholders import MapFilters, place_stakeholders
from stakeholder_crm.partnerships.network.list_ties import NetworkFilters as WantedTies
from stakeholder_crm.partnerships.network.list_ties import build_network


@frappe.whitelist(methods=["GET", "POST"])
def stakeholder_map(filters: str | dict | None = None, refresh: bool = False) -> dict:
	"""The stakeholder map, for stakeholders that the user may list.

	Args:
		filters: kind, place, relationship_owner, date (the map as it was that day), influence, interest and
			position, as a dictionary or its JSON; missing ones do not filter.
		refresh: count now instead of using stored counts.

	Returns:
		``points``, ``more``, ``clusters``, ``not_assessed``, ``smallest`` and ``counted_on`` as
		``partnerships.map.place_stakeholders`` returns them, ``day`` (None for the current map) and
		``may_export``.

	Raises:
		frappe.PermissionError: if the user may read no stakeholder type.
		frappe.ValidationError: if the date is not valid.
	"""
	_check_readable()
	wanted = MapFilters.by_filters(mapping_in("filters", filters))
	return {
		**asdict(place_stakeholders(wanted, refresh=refresh)),
		"day": str(wanted.day) if wanted.day else None,
		"may_export": bool(exportable_kinds()),
	}


@frappe.whitelist(methods=["POST"])
def stakeholder_map_csv(filters: str | dict | None = None) -> None:
	"""Download the map's table. The export is logged.

	Args:
		filters: as for ``stakeholder_map``.

	Raises:
		frappe.PermissionError: if the user may not export it.
		frappe.ValidationError: if the date is not valid.
	"""
	_check_readable()
	text = export_map(MapFilters.by_filters(mapping_in("filters", filters)))
	frappe.response.update(
		{
			"type": "download",
			"filename": f"stakeholder-map-{today()}.csv",
			# Spreadsheets need this mark to detect UTF-8.
			"filecontent": text.encode("utf-8-sig"),
			"content_type": "text/csv",
		}
	)


@frappe.whitelist(methods=["GET", "POST"])
def stakeholder_network(filters: str | dict | None = None) -> dict:
	"""The network of stakeholders that the user may list.

	Args:
		filters: kind, place, relationship_owner, around_type and around (a stakeholder: those within two steps),
			as a dictionary or its JSON; missing ones do not filter.

	Returns:
		``nodes``, ``edges``, ``more_nodes``, ``more_ties`` and ``smallest`` as
		``partnerships.network.list_ties`` returns them.

	Raises:
		frappe.PermissionError: if the user may read no stakeholder type.
	"""
	_check_readable()
	return asdict(build_network(WantedTies.by_filters(mapping_in("filters", filters))))


def _check_readable() -> None:
	if not any(frappe.has_permission(kind, "read") for kind in KINDS):
		frappe.throw(
			_("You need an outreach role to view this page."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
