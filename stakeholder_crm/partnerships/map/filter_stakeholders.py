"""Filters shared by the map and the network."""

import frappe
from pypika.queries import QueryBuilder

from stakeholder_crm.access.visible_table import visible_records
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.stakeholders.list_stakeholders import PLACES


def matching_types(kind: str, place: str) -> list[str]:
	"""The stakeholder types that can match.

	Args:
		kind: a stakeholder type; empty for all.
		place: part of a place's name, which activists do not have; empty for any.
	"""
	return [each for each in KINDS if kind in ("", each) and (each in PLACES or not place)]


def filter_stakeholders(query: QueryBuilder, kind: str, place: str, relationship_owner: str) -> QueryBuilder:
	"""Restrict a query to matching stakeholders of a type that the session's user may list.

	Args:
		query: on the type's table.
		kind: a stakeholder type that can match.
		place: part of the name of a community or a jurisdiction; empty for any.
		relationship_owner: a user; empty for all.
	"""
	table = frappe.qb.DocType(kind)
	query = query.where(table.status != "Anonymised").where(visible_records(kind))
	if place:
		query = query.where(table[PLACES[kind]].like(f"%{place}%"))
	if relationship_owner:
		query = query.where(table.relationship_owner == relationship_owner)
	return query
