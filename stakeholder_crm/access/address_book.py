"""Who sees a Contact or an Address linked to a stakeholder: users who see the stakeholder, or another linked record.

Early Frappe 15 lets every logged-in user read every Contact and its rows. A Contact linked only to stakeholders is
visible to users who see one of them. A Contact shared with a customer or supplier stays visible to their users.
"""

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.host_rules import other_hooks_allow
from stakeholder_crm.access.named_records import named_conditions
from stakeholder_crm.access.permissions import NOTHING
from stakeholder_crm.access.viewers import Viewer, is_outsider, load_viewer, quote
from stakeholder_crm.base.doctypes import ADDRESS_BOOK_LINK as LINK
from stakeholder_crm.base.pairs import KINDS

# Child tables of Contact.
TABLES = ("Contact Email", "Contact Phone")


def linked_condition(doctype: str, user: str | None = None) -> str:
	"""The SQL condition for the address book records, or their rows, that a user may see.

	Args:
		doctype: "Contact", "Address", or one of a Contact's tables.
		user: a user's name; the session's user where empty.

	Returns:
		A condition on `` `tab<doctype>` ``; empty for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	table = f"`tab{doctype}`"
	if is_outsider(user):
		return _outsiders_condition(doctype, table)
	viewer = load_viewer(user)
	if doctype in TABLES:
		return _visible("Contact", f"{table}.parent", viewer)
	return _visible(doctype, f"{table}.name", viewer)


def linked_query_condition(user: str | None = None, doctype: str = "") -> str:
	"""The hook ``permission_query_conditions``; see ``linked_condition``."""
	return linked_condition(doctype, user)


def has_linked_permission(
	doc: Document | str, ptype: str = "read", user: str | None = None, **kwargs: object
) -> bool:
	"""Whether a user has a permission on a Contact or an Address, in addition to the host's rules.

	Args:
		doc: the document; a new one is checked when it is saved.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator":
		return True
	return _may_be_seen(doc, user) and other_hooks_allow(doc, ptype, user, has_linked_permission)


def _may_be_seen(doc: Document, user: str) -> bool:
	if doc.is_new():
		return True
	query = f"select name from `tab{doc.doctype}` where name = {quote(str(doc.name))}"
	return bool(frappe.db.sql(f"{query} and ({linked_condition(doc.doctype, user)})"))


def _outsiders_condition(doctype: str, table: str) -> str:
	"""The same for users who see no stakeholder, looked up row by row: lists of others are as fast as before."""
	record, name = ("Contact", f"{table}.parent") if doctype in TABLES else (doctype, f"{table}.name")
	links = f"select 1 from `tabDynamic Link` link where link.parenttype = {quote(record)} and link.parent = {name}"
	kept = f"select 1 from `tab{LINK}` kept where kept.record_doctype = {quote(record)} and kept.record_name = {name}"
	return f"(not exists ({kept}) or exists ({links}))"


def _visible(doctype: str, name: str, viewer: Viewer) -> str:
	links = f"select link.parent from `tabDynamic Link` link where link.parenttype = {quote(doctype)}"
	# Links to stakeholders are kept with us.
	kept = f"select kept.record_name from `tab{LINK}` kept where kept.record_doctype = {quote(doctype)}"
	return (
		f"({name} not in ({kept}) or {name} in ({links}) or {name} in ({kept} and {_seen('kept', viewer)}))"
	)


def _seen(row: str, viewer: Viewer) -> str:
	kinds = named_conditions(viewer, KINDS, f"{row}.link_doctype", f"{row}.link_name")
	return f"({' or '.join(kinds)})" if kinds else NOTHING
