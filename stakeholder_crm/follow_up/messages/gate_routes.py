"""Load contact routes: contact points, focal people, and suppressed addresses."""

from collections.abc import Collection

import frappe
from frappe.utils import getdate

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.contact_points import normal_or_empty
from stakeholder_crm.domain.gate import Route
from stakeholder_crm.domain.mail_addresses import spellings
from stakeholder_crm.stakeholders.suppression import fingerprints


def load_routes(
	recipients: Collection[Pair],
) -> tuple[dict[Pair, list[Route]], dict[tuple[str, str], list[Route]]]:
	"""Load all routes to some stakeholders. Checks no permission.

	Returns:
		Contact points by pair, and focal people's by the agency's name and theirs; in the records' order.
	"""
	names = sorted({name for _kind, name in recipients})
	points = get_all_opened(
		"Stakeholder Contact Point",
		filters={"parent": ("in", names)},
		fields=[
			*("name", "parent", "parenttype", "channel", "value", "safety", "preferred"),
			*("valid_until", "bounced", "name_organisation_ok"),
		],
		order_by="parenttype, parent, idx",
	)
	focal = get_all_opened(
		"Agency Focal Person",
		filters={"parent": ("in", names)},
		fields=[
			*("name", "parent", "parenttype", "person_name", "channel", "address", "safety"),
			*("until", "bounced", "name_organisation_ok"),
		],
		order_by="parent, idx",
	)
	for row in (*points, *focal):
		row.address = _normalised(row)
	unwanted = _suppressed_rows([*points, *focal])
	routes: dict[Pair, list[Route]] = {}
	for row in points:
		routes.setdefault((row.parenttype, row.parent), []).append(_to_route(row, row.name in unwanted))
	focal_routes: dict[tuple[str, str], list[Route]] = {}
	for row in focal:
		route = _to_route(row, row.name in unwanted)
		focal_routes.setdefault((row.parent, row.person_name), []).append(route)
	return routes, focal_routes


def address_of(points: Collection[str]) -> dict[str, str]:
	"""The normalised address of contact points and focal people, by row name."""
	wanted = {"name": ("in", sorted(set(points)))}
	rows = [
		*get_all_opened(
			"Stakeholder Contact Point", filters=wanted, fields=["name", "channel", "value"], order_by="name"
		),
		*get_all_opened(
			"Agency Focal Person", filters=wanted, fields=["name", "channel", "address"], order_by="name"
		),
	]
	return {row.name: address for row in rows if (address := _normalised(row))}


def _suppressed_rows(rows: list[frappe._dict]) -> set[str]:
	"""The rows whose address is suppressed here, or unsubscribed in the host."""
	hashes = {row.name: fingerprints(row.channel, row.address) for row in rows if row.address}
	suppressed = set(
		frappe.get_all(
			"Contact Suppression",
			filters={"address_hash": ("in", sorted({one for hashed in hashes.values() for one in hashed}))},
			pluck="address_hash",
			order_by="name",
		)
	)
	mails = {
		row.name: {one.casefold() for one in spellings(row.address)}
		for row in rows
		if row.channel == "Email" and row.address
	}
	unsubscribed = {
		email.casefold()
		for email in frappe.get_all(
			"Email Unsubscribe",
			filters={"email": ("in", sorted({row.address for row in rows}.union(*mails.values())))},
			or_filters={"global_unsubscribe": 1, "reference_doctype": "Thank You Follow Up"},
			pluck="email",
			order_by="name",
		)
	}
	return {name for name, hashed in hashes.items() if not suppressed.isdisjoint(hashed)} | {
		name for name, emails in mails.items() if emails & unsubscribed
	}


def _normalised(row: frappe._dict) -> str:
	"""The normalised address; empty, and so no route, if it is not valid for its channel."""
	return normal_or_empty(row.channel or "", row.value or row.address)


def _to_route(row: frappe._dict, suppressed: bool) -> Route:
	"""A route from a contact point or a focal person, whose fieldnames differ."""
	last_day = row.valid_until or row.until
	return Route(
		row=row.name,
		channel=row.channel or "",
		address=row.address,
		safe=row.safety == "Safe",
		preferred=bool(row.preferred),
		valid_until=getdate(last_day) if last_day else None,
		bounced=bool(row.bounced),
		names_us=bool(row.name_organisation_ok),
		suppressed=suppressed,
	)
