"""List stakeholders of all three kinds at once, as far as the user may see them."""

from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe.utils import getdate, today

from stakeholder_crm.domain.cadence import days_overdue
from stakeholder_crm.services.pairs import KINDS

# What says where somebody is at home; an activist's record holds no place.
PLACES = {"Community Leader": "community", "Partner Agency": "jurisdiction"}
FIELDS = (
	"name",
	"display_name",
	"status",
	"relationship_owner",
	"current_position",
	"last_interaction_on",
	"next_touch_on",
)


@dataclass(frozen=True, slots=True)
class Wanted:
	"""Which stakeholders are wanted; what is empty does not narrow the list.

	Attributes:
		kind: one of the three kinds.
		place: part of a community's or a jurisdiction's name; no activist has one.
		relationship_owner: a user.
		current_position: a position, as assessments name it.
		overdue: only those whom we should have been in touch with by yesterday.
	"""

	kind: str = ""
	place: str = ""
	relationship_owner: str = ""
	current_position: str = ""
	overdue: bool = False

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "Wanted":
		"""Read a report's filters; what is not known here is passed over."""
		filters = filters or {}
		texts = ("kind", "place", "relationship_owner", "current_position")
		return cls(
			**{key: str(filters.get(key) or "").strip() for key in texts},
			overdue=bool(frappe.utils.cint(filters.get("overdue"))),
		)


def list_stakeholders(wanted: Wanted) -> list[dict]:
	"""The stakeholders that match, with one query per kind.

	Args:
		wanted: what to look for.

	Returns:
		Rows with ``kind``, ``place``, ``days_overdue`` and the fields that the kinds share, by kind and
		display name. A kind whose reports the user may not read is left out.
	"""
	rows = []
	for kind in KINDS:
		if wanted.kind in ("", kind) and frappe.has_permission(kind, "report"):
			rows += _of_kind(kind, wanted)
	return rows


def _of_kind(kind: str, wanted: Wanted) -> list[dict]:
	place = PLACES.get(kind)
	if wanted.place and not place:
		return []
	rows = frappe.get_list(
		kind,
		filters=_conditions(wanted, place),
		fields=[*FIELDS, place] if place else list(FIELDS),
		order_by="display_name, name",
	)
	day = getdate(today())
	return [
		{
			**row,
			"kind": kind,
			"place": row.get(place) if place else None,
			"days_overdue": days_overdue(row.next_touch_on, day),
		}
		for row in rows
	]


def _conditions(wanted: Wanted, place: str | None) -> list[list]:
	conditions: list[list] = [["status", "!=", "Anonymised"]]
	if wanted.relationship_owner:
		conditions.append(["relationship_owner", "=", wanted.relationship_owner])
	if wanted.current_position:
		conditions.append(["current_position", "=", wanted.current_position])
	if wanted.overdue:
		conditions += [["next_touch_on", "is", "set"], ["next_touch_on", "<", today()]]
	if wanted.place and place:
		conditions.append([place, "like", f"%{wanted.place}%"])
	return conditions
