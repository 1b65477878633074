"""One of each, as outreach staff makes it; then it is taken back, and its rows are kept in memory."""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.utils import today

from benchmarks.partnerships_seed.copies import Rows
from stakeholder_crm.testing import factories


def make_originals() -> Rows:
	"""Make one of each and take it back; the users of the tests stay.

	Returns:
		Complete rows, by the DocType of the parent ("" where there is none) and their own.
	"""
	users = factories.users()
	frappe.db.commit()
	frappe.db.savepoint("originals")
	rows: dict[tuple[str, str], Mapping[str, Any]] = {}
	for doc, *tables in _documents(users):
		rows["", doc.doctype] = _stored(doc.doctype, doc.name)
		for table in tables:
			row = doc.get(table)[0]
			rows[doc.doctype, row.doctype] = _stored(row.doctype, row.name)
	frappe.db.rollback(save_point="originals")
	for waiting in (frappe.db.before_commit, frappe.db.after_commit, frappe.db.after_rollback):
		waiting.reset()  # it is about records that are not there any more
	return rows


def _documents(users: Mapping[str, str]) -> list[tuple[Any, ...]]:
	"""Each with the tables of which a row is copied, too."""
	friend = factories.activist()
	tie = [{**factories.pair(friend), "kind": "Colleague", "strength": "Medium"}]
	leader = factories.community_leader(ties=tie)
	activist = factories.activist(ties=tie)
	agency = factories.partner_agency(ties=tie, focal_people=[factories.focal_person()])
	people = ("contact_points", "ties")
	meeting = factories.held_meeting([activist], team=[{"user": users["outreach2"]}])
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
		(frappe.get_doc("User", users["outreach"]), "roles"),
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
