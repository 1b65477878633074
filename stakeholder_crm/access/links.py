"""A document of the host or of another app links to a record of ours only if its author sees that record.

The host shows titles of linked records and fetches their fields, without a check. It is enough to check a link when it
is made.
"""

from collections.abc import Iterator
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta

from stakeholder_crm.access.permissions import GUARDED, visible_names
from stakeholder_crm.access.traces import ABOUT
from stakeholder_crm.base.pairs import Pair

# The host notes in these what was done to a record; nobody chooses the link.
WRITTEN_BY_HOST = ("Version", "View Log", "Activity Log", "Email Queue")


def check_links(doc: Document, method: str | None = None) -> None:
	"""The hook of every DocType, before a document is saved.

	Raises:
		frappe.PermissionError: if it newly links to a record that the session's user may not see.
	"""
	# The app's own tasks and notifications may be written in any session, and its opt-out page writes in a guest's. No
	# guest's request names a record of ours: see request_gate.py.
	if doc.flags.by_record or frappe.session.user in ("Administrator", "Guest") or doc.doctype in GUARDED:
		return
	if doc.doctype in WRITTEN_BY_HOST or (doc.doctype == "Comment" and doc.comment_type != "Comment"):
		return
	links = set(_links_of(doc))
	if not links:
		return
	before = doc.get_doc_before_save()
	added: dict[str, set[str]] = {}
	for doctype, name in links - set(_links_of(before) if before else ()):
		added.setdefault(doctype, set()).add(name)
	for doctype, names in added.items():
		if hidden := names - visible_names(doctype, names):
			frappe.throw(
				_("You do not have permission to link to {0} {1}. Remove the link.").format(
					_(doctype), min(hidden)
				),
				frappe.PermissionError,
				title=_("No Permission"),
			)


def _links_of(doc: Document) -> Iterator[Pair]:
	places: dict[str, list[_Place]] = {}
	for row in (doc, *doc.get_all_children()):
		# An invoice has hundreds of rows of one kind.
		if row.doctype not in places:
			places[row.doctype] = list(_places_in(row.meta))
		for place in places[row.doctype]:
			doctype = place.doctype or row.get(place.kind)
			if doctype in GUARDED and row.get(place.name):
				yield doctype, row.get(place.name)


class _Place(NamedTuple):
	"""A field that can name a record of ours: of a DocType, or of the one that another field holds."""

	name: str
	doctype: str = ""
	kind: str = ""


def _places_in(meta: Meta) -> Iterator[_Place]:
	for field in meta.get_link_fields():
		if field.options in GUARDED:
			yield _Place(field.fieldname, doctype=field.options)
	for field in meta.get_dynamic_link_fields():
		yield _Place(field.fieldname, kind=field.options)
	if meta.name in ABOUT:
		kind, name = ABOUT[meta.name]
		yield _Place(name, kind=kind)
