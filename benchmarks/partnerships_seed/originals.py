"""One of each, as outreach staff makes it; then it is taken back, and its rows are kept in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.utils import today

from stakeholder_crm.testing import factories

STAFF = 10


@dataclass(frozen=True, slots=True)
class Originals:
	"""What is copied.

	Attributes:
		rows: complete rows, by the DocType of the parent ("" where there is none) and their own.
		staff: users who work here; they stay.
	"""

	rows: Mapping[tuple[str, str], Mapping[str, Any]]
	staff: tuple[str, ...]


def make_originals() -> Originals:
	"""Make one of each and take it back; the users stay."""
	factories.users()
	staff = tuple(
		factories.make_user(f"staff{number:02}@bulk.example", f"Staff {number:02}", ["Outreach Staff"])
		for number in range(STAFF)
	)
	frappe.db.savepoint("originals")
	rows: dict[tuple[str, str], Mapping[str, Any]] = {}
	for doc, *tables in _documents(staff[0]):
		rows["", doc.doctype] = _stored(doc.doctype, doc.name)
		for table in tables:
			row = doc.get(table)[0]
			rows[doc.doctype, row.doctype] = _stored(row.doctype, row.name)
	frappe.db.rollback(save_point="originals")
	return Originals(rows, staff)


def _documents(user: str) -> list[tuple[Any, ...]]:
	"""Each with the tables of which a row is copied, too."""
	friend = factories.activist()
	tie = [{**factories.pair_of(friend), "kind": "Colleague", "strength": "Medium"}]
	leader = factories.community_leader(ties=tie)
	activist = factories.activist(ties=tie)
	agency = factories.partner_agency(ties=tie, focal_people=[factories.focal_person()])
	people = ("contact_points", "ties")
	meeting = factories.held_meeting([activist], team=[{"user": user}])
	log = factories.log(meeting, submit=True)
	thanks = frappe.get_doc("Thank You Follow Up", {"meeting": meeting.name})
	origin = {"meeting": meeting.name, "meeting_log": log.name}
	agreement = frappe.get_doc(
		{
			"doctype": "Partnership Agreement",
			"agency": agency.name,
			"title": "Referrals",
			"status": "Draft",
			"starts_on": today(),
			"categories": [{"category": "Identity"}],
			"may_share": "First names of those who asked to be referred.",
		}
	).insert()
	return [
		(leader, *people),
		(activist, *people),
		(agency, *people, "focal_people"),
		(meeting, "participants", "team"),
		(log, "attendance"),
		(thanks,),
		(factories.concern(activist, **origin),),
		(factories.commitment(activist, **origin),),
		(factories.assessment(activist),),
		(agreement, "categories"),
	]


def _stored(doctype: str, name: str) -> dict[str, Any]:
	[row] = frappe.get_all(doctype, filters={"name": name}, fields=["*"], order_by="name")
	return row
