"""Who sees a Contact or an Address that is linked to a stakeholder: whoever sees her, or finds it by somebody else's link.

Early Frappe 15 lets everybody who can log in read every Contact, and their rows. What belongs to our people alone is
left to those who may see these; what a customer or a supplier uses as well stays where their users find it.
"""

from functools import partial

import frappe
from frappe.model.document import Document

from stakeholder_crm.host_rules import others_agree
from stakeholder_crm.named_records import names_seen
from stakeholder_crm.permissions import NOTHING
from stakeholder_crm.services.pairs import KINDS
from stakeholder_crm.viewers import Viewer, look_at, quote

# Table → the field of its rows that says whose they are.
TABLES = ("Contact Email", "Contact Phone")


def linked_condition(doctype: str, user: str | None = None) -> str:
	"""The SQL condition that leaves the records of the address book that a user may see.

	Args:
		doctype: "Contact" or "Address".
		user: a user's name; the session's user where empty.

	Returns:
		A condition on `` `tab<doctype>` ``; empty for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return _visible(doctype, f"`tab{doctype}`.name", look_at(user))


def table_condition(table: str, user: str | None = None) -> str:
	"""The same for the rows of a Contact's table.

	Args:
		table: one of a Contact's tables.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return _visible("Contact", f"`tab{table}`.parent", look_at(user))


def dynamic_link_query(user: str | None = None) -> str:
	"""The same for links themselves, which say whom they lead to.

	Args:
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	row = "`tabDynamic Link`"
	return f"({row}.link_doctype not in {_kinds()} or {_seen(row, look_at(user))})"


def has_linked_permission(
	doc: Document | str, ptype: str = "read", user: str | None = None, **kwargs: object
) -> bool:
	"""Whether a user may do something with a Contact or an Address, beyond what the host says.

	Args:
		doc: the document; a new one is judged when it is saved.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator":
		return True
	return _may_be_seen(doc, user) and others_agree(doc, ptype, user, has_linked_permission)


def _may_be_seen(doc: Document, user: str) -> bool:
	if doc.is_new():
		return True
	query = f"select name from `tab{doc.doctype}` where name = {quote(str(doc.name))}"
	return bool(frappe.db.sql(f"{query} and ({linked_condition(doc.doctype, user)})"))


def _visible(doctype: str, name: str, viewer: Viewer) -> str:
	links = f"select ours.parent from `tabDynamic Link` ours where ours.parenttype = {quote(doctype)}"
	of_ours = f"ours.link_doctype in {_kinds()}"
	return (
		f"({name} not in ({links} and {of_ours})"
		f" or {name} in ({links} and not {of_ours})"
		f" or {name} in ({links} and {_seen('ours', viewer)}))"
	)


def _seen(row: str, viewer: Viewer) -> str:
	kinds = names_seen(viewer, KINDS, f"{row}.link_doctype", f"{row}.link_name")
	return f"({' or '.join(kinds)})" if kinds else NOTHING


def _kinds() -> str:
	return f"({', '.join(map(quote, KINDS))})"


# Early Frappe 15 does not tell a query hook which DocType it is asked for: one name each.
contact_query = partial(linked_condition, "Contact")
address_query = partial(linked_condition, "Address")
contact_email_query = partial(table_condition, "Contact Email")
contact_phone_query = partial(table_condition, "Contact Phone")
