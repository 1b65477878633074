"""Export the rows of the stakeholder map, and log the export."""

import csv
from io import StringIO

import frappe
from frappe import _

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.csv_cells import plain_cell
from stakeholder_crm.partnerships.map.filter_stakeholders import matching_types
from stakeholder_crm.partnerships.map.place_stakeholders import MapFilters, StakeholderMap, place_stakeholders


def exportable_kinds() -> list[str]:
	"""The stakeholder types that the session's user may export."""
	return [kind for kind in KINDS if frappe.has_permission(kind, "export")]


def export_map(wanted: MapFilters) -> str:
	"""The rows of the map's table as CSV; the access log gets an entry per included type.

	Args:
		wanted: the page's filters.

	Raises:
		frappe.PermissionError: if it includes a type that the user may not export.
	"""
	found = place_stakeholders(wanted, refresh=True)
	kinds = sorted({point.kind for point in found.points}) or matching_types(wanted.kind, wanted.place)
	missing = set(kinds) - set(exportable_kinds())
	if missing:
		frappe.throw(
			_("You do not have permission to export {0}. Ask a manager for the file.").format(
				", ".join(_(kind) for kind in sorted(missing))
			),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	for kind in kinds:
		record_access("Export", "DocType", kind, reason="Exported", detail="Stakeholder Map, CSV")
	return _file(found)


def _file(found: StakeholderMap) -> str:
	out = StringIO()
	writer = csv.writer(out)
	for row in _named(found) if found.points else _counted(found):
		writer.writerow([plain_cell(value) for value in row])
	return out.getvalue()


def _named(found: StakeholderMap) -> list[list[object]]:
	head = [
		*(_("Name"), _("Record"), _("Type"), _("Influence"), _("Interest")),
		*(_("Position"), _("Desired Position"), _("Relationship Owner")),
	]
	return [
		head,
		*(
			[
				*(point.display_name, point.name, _(point.kind), point.influence, point.interest),
				*(_(point.current_position), _(point.desired_position), point.owner_name),
			]
			for point in found.points
		),
	]


def _counted(found: StakeholderMap) -> list[list[object]]:
	few = _("fewer than {0}").format(found.smallest)
	return [
		[_("Influence"), _("Interest"), _("Position"), _("Stakeholders")],
		*(
			[one.influence, one.interest, _(one.position), few if one.count is None else one.count]
			for one in found.clusters
		),
	]
