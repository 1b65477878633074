"""Two records of one person, with everything that can point at them."""

from dataclasses import dataclass
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.doctypes import SEALED_TEXT, our_doctypes
from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.compat import text_columns
from stakeholder_crm.testing import factories

# What says that it was merged, or what somebody saw, is not taken back.
NOT_COMPARED = ("Stakeholder Merge Log", "Stakeholder Access Log", SEALED_TEXT)


@dataclass
class Twins:
	"""The two records, and who knows them."""

	kept: Document
	merged: Document
	friend: Document
	both: Document
	log: Document


def rows_of_the_site() -> dict[str, dict[str, dict[str, Any]]]:
	"""Every row of our tables, and of what the host writes about records: with sealed texts, and what is sealed."""
	tables = [*our_doctypes(), *(trace for trace, *_fields in TRACES), "File"]
	there = text_columns()
	rows = {
		doctype: {row.name: dict(row) for row in get_all_opened(doctype, fields=["*"], order_by="name")}
		for doctype in tables
		if doctype not in NOT_COMPARED and f"tab{doctype}" in there
	}
	others = {"name": ("not like", "Stakeholder Merge Log/%")}
	return {**rows, SEALED_TEXT: {name: {} for name in frappe.get_all(SEALED_TEXT, others, pluck="name")}}


def raw(doctype: str, **fields) -> None:
	doc = frappe.new_doc(doctype)
	doc.update(fields)
	doc.set("__islocal", True)
	doc.set_user_and_timestamp()
	doc.set_new_name()
	doc.db_insert()


@pytest.fixture
def twins(users) -> Twins:
	frappe.set_user(users["manager"])
	phone = factories.contact_point(channel="Phone", value="+4915112345678", preferred=0)
	mail = factories.contact_point(value="zuleikha@example.org")
	kept = factories.activist(
		full_name="Zuleikha Bhekimuzi", causes="Night buses", contact_points=[mail, phone]
	)
	merged = factories.activist(
		full_name="Zuleika Bhekimuzi",
		causes="Rents",
		affiliations="Harbour choir",
		contact_points=[
			{**mail, "safety": "Unsafe"},
			factories.contact_point(value="z@example.org", preferred=0),
		],
		care_notes=[{"kind": "Do", "text": "Offer tea", "noted_on": today()}],
		ties=[{**factories.pair(kept), "kind": "Colleague"}],
	)
	friend = factories.community_leader(
		ties=[{**factories.pair(one), "kind": "Ally"} for one in (kept, merged)],
		intermediary_type="Activist",
		intermediary=merged.name,
	)
	kept.reload()
	both = factories.held_meeting([kept, merged])
	log = factories.log(both, submit=True)
	alone = factories.held_meeting([merged])
	factories.log(alone, submit=True)
	factories.meeting([merged, friend])
	factories.assessment(merged, influence=5)
	factories.concern(merged)
	factories.commitment(merged)
	frappe.get_doc(
		{
			"doctype": "Consent Record",
			**factories.pair(merged),
			"purpose": "Thank-You Messages",
			"decision": "Given",
			"how": "Spoken",
			"witness": "Marta",
			"decided_on": now_datetime(),
		}
	).insert()
	_traces(merged, kept, users)
	kept.reload()
	merged.reload()
	return Twins(kept, merged, friend, both, log)


def _traces(merged: Document, kept: Document, users: dict[str, str]) -> None:
	about = {"reference_doctype": "Activist", "reference_name": merged.name}
	merged.add_comment("Comment", "She sings")
	raw("ToDo", description="Call her", status="Open", reference_type="Activist", reference_name=merged.name)
	raw("Communication", subject="A letter", content="x", communication_type="Communication", **about)
	raw("Event", subject="Meeting", starts_on=add_days(now_datetime(), 1), event_type="Private")
	for one in (merged, kept):
		raw("DocShare", user=users["outreach2"], share_doctype="Activist", share_name=one.name, read=1)
		raw("Document Follow", user=users["outreach"], ref_doctype="Activist", ref_docname=one.name)
	frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "letter.txt",
			"attached_to_doctype": "Activist",
			"attached_to_name": merged.name,
			"is_private": 1,
			"content": "a letter",
		}
	).insert()
