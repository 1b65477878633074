"""Write into a site what no check lets in today: in each text of each record, what would run as a script.

Runs in a process of its own, from the bench's folder of sites: `python -m tests.browser.hostile_rows <site>` prints the
names of the records by DocType, of the texts by the number that each of them would tell, and what was there before;
with `remove` as a second word, and with that as its input, it takes everything away that was not.
"""

import json
import sys

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import our_doctypes
from stakeholder_crm.testing import factories
from tests.security.surfaces import world

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Autocomplete", "Code")
# No words, and read by programs: hashes, keys, JSON, and what is parsed as something else on every screen.
PARSED = frozenset(
	(
		*(
			"time_zone",
			"no_contact_days",
			"weekend",
			"record_health_parts",
			"source_hash",
			"token_hash",
			"undo",
		),
		*("reason_code", "claim_token", "opt_out_key", "address_hash", "occurrence_key", "key_hash", "cells"),
		*(
			"contact",
			"reason_about",
			"alike_type",
			"alike",
			"report",
			"run",
			"quick_log_key",
			"contact_point",
		),
	)
)
READER = factories.USERS["safeguarding"][0]
# Without a closing bracket, with one, and out of an attribute.
SHAPES = (
	"X <img src=x onerror=hurt.push({0})//",
	"X\"' onfocus=hurt.push({0}) <img src=x onerror=hurt.push({0})>",
	"X <svg/onload=hurt.push({0})//",
)


# What the host wrote about them.
TRACES = ("ToDo", "Event", "Comment", "Communication", "File", "Version", "Dashboard Chart", "DocShare")


def write() -> None:
	"""Make the records, and write into them."""
	frappe.flags.mute_emails = True
	before = _names()
	world.LEVELS = ("Open",)
	made = world.build()
	records = {record.doctype: record.name for record in made.records}
	more = _more()
	texts = [text for doctype in our_doctypes() for text in _texts_of(doctype)]
	for number, (doctype, field) in enumerate(texts):
		_write(doctype, field, number, before[doctype])
	for doctype in our_doctypes():
		if not frappe.get_meta(doctype).istable and not frappe.get_meta(doctype).issingle:
			_show_every_text(doctype)
	told = {"records": {**records, **more}, "texts": [".".join(text) for text in texts], "before": before}
	sys.stdout.write(json.dumps(told) + "\n")


def remove(before: dict[str, list[str]]) -> None:
	"""Take away what was made."""
	for doctype, names in before.items():
		frappe.db.delete(doctype, {"name": ("not in", ["", *names])})


def _names() -> dict[str, list[str]]:
	"""What is there, by DocType. Times would not tell: a site that was made in another time zone has rows of a later hour."""
	return {
		doctype: frappe.get_all(doctype, pluck="name", order_by="name")
		for doctype in (*our_doctypes(), *TRACES)
		if not frappe.get_meta(doctype).issingle
	}


def _more() -> dict[str, str]:
	"""What the world of the surfaces has no need of."""
	frappe.set_user("Administrator")
	suppression = {"channel": "Email", "address": "x@example.org", "reason": "Unsafe"}
	template = {
		"title": "Hostile",
		"use_for": "Nothing",
		"steps": [{"title": "A step", "kind": "Task", "days": 1, "who": "Meeting Lead"}],
	}
	made: list[Document] = [
		frappe.get_doc({"doctype": "Engagement Plan Template", **template}).insert(),
		factories.agency_liaison(factories.make_user("hostile@crm-test.example", "Hos", ("Outreach Staff",))),
		frappe.get_doc({"doctype": "Contact Suppression", **suppression}).insert(),
	]
	leader = frappe.qb.DocType("Community Leader")
	frappe.qb.update(leader).set(leader["_user_tags"], f",{SHAPES[0].format(-1)}").run()
	return {doc.doctype: doc.name for doc in made}


def _texts_of(doctype: str) -> list[tuple[str, str]]:
	meta = frappe.get_meta(doctype)
	if meta.issingle:
		return []
	return [
		(doctype, field.fieldname)
		for field in meta.fields
		if field.fieldtype in TEXTS and field.fieldname not in PARSED
	]


def _write(doctype: str, field: str, number: int, before: list[str]) -> None:
	"""Past every check, as the rows of an older version are."""
	text = SHAPES[number % len(SHAPES)].format(number)
	table = frappe.qb.DocType(doctype)
	frappe.qb.update(table).set(table[field], text).where(table.name.notin(["", *before])).run()


def _show_every_text(doctype: str) -> None:
	"""In the report view, which shows a reader the columns chosen before, those of the tables included."""
	fields = [["name", doctype]] + [[field, doctype] for _doctype, field in _texts_of(doctype)]
	for table in frappe.get_meta(doctype).get_table_fields()[:1]:
		fields += [[field, child] for child, field in _texts_of(table.options)]
	settings = json.dumps({"Report": {"fields": fields}, "last_view": "List"})
	frappe.db.sql(
		"replace into `__UserSettings` (user, doctype, data) values (%s, %s, %s)", (READER, doctype, settings)
	)


def main(site: str, *words: str) -> None:
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	if words == ("remove",):
		remove(json.load(sys.stdin))
	else:
		write()
	frappe.db.commit()
	frappe.clear_cache()
	frappe.destroy()


if __name__ == "__main__":
	main(*sys.argv[1:])
