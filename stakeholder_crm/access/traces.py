"""Who sees Frappe's own records about ours: only users who see our record.

A comment, a version or an e-mail about a person reveals as much as the person's record. Frappe shows many of these
to roles without access to stakeholders, such as System Manager. So each gets both permission hooks here. They add
to the host's rules and never replace them.
"""

import frappe

from stakeholder_crm.access.host_rules import other_hooks_allow
from stakeholder_crm.access.named_records import named_conditions
from stakeholder_crm.access.permissions import GUARDED, condition_for, visible_names
from stakeholder_crm.access.viewers import is_outsider, load_viewer, quote
from stakeholder_crm.base.doctypes import MEETING, MODULES
from stakeholder_crm.base.host_traces import TRACES

# These are child rows; their parent DocType is checked instead.
TABLES = ("Communication Link",)
ABOUT = {
	**{
		trace: (doctype_field, name_field)
		for trace, doctype_field, name_field in TRACES
		if trace not in TABLES
	},
	"File": ("attached_to_doctype", "attached_to_name"),
}
# Traces of records that do not exist, for which no clearance can be checked.
NOBODYS = {
	"Deleted Document": "deleted_doctype",
	"Access Log": "export_from",
}
# Visible to the creator only: an imported file, or a report prepared for a user.
MAKERS = {"Data Import": "reference_doctype"}
OUR_NAMES = ", ".join(f"'{doctype}'" for doctype in GUARDED)
TRACE_DOCTYPES = (*ABOUT, *NOBODYS, *MAKERS, "Event", "Error Log", "Prepared Report")


def trace_condition(trace: str, user: str | None = None) -> str:
	"""The SQL condition for traces of other apps' records and of records that the user may see.

	Args:
		trace: one of the host's DocTypes named in this module.
		user: a user's name; the session's user where empty.

	Returns:
		A condition on `` `tab<trace>` ``; empty for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	table = f"`tab{trace}`"
	if trace == "Error Log":
		# An error in our code may quote data of its record.
		return f"({_not_ours(f'{table}.reference_doctype')} and coalesce({table}.error, '') not like '%%stakeholder_crm%%')"
	if trace == "Prepared Report":
		return f"({table}.report_name not in ({_our_reports()}) or {table}.owner = {quote(user)})"
	if trace in NOBODYS:
		return _not_ours(f"{table}.{NOBODYS[trace]}")
	if trace in MAKERS:
		return f"({_not_ours(f'{table}.{MAKERS[trace]}')} or {table}.owner = {quote(user)})"
	if is_outsider(user):
		return _outsiders_condition(trace)
	viewer = load_viewer(user)
	if trace == "Event":
		# A meeting links to its Event; an Event has no reference field.
		return f"({table}.name not in ({_events()}) or {table}.name in ({_events(condition_for(viewer, MEETING))}))"
	doctype_field, name_field = ABOUT[trace]
	seen = named_conditions(viewer, GUARDED, f"{table}.{doctype_field}", f"{table}.{name_field}")
	about = f"({' or '.join([_not_ours(f'{table}.{doctype_field}'), *seen])})"
	return f"({about} and {_with_seen_mails(user)})" if trace == "File" else about


def _outsiders_condition(trace: str) -> str:
	"""The same for users who see none of our records, looked up row by row: lists of others are as fast as before."""
	table = f"`tab{trace}`"
	if trace == "Event":
		# A meeting's Event is always private.
		met = f"exists (select 1 from `tab{MEETING}` where `tab{MEETING}`.event = {table}.name)"
		return f"({table}.event_type = 'Public' or not {met})"
	about = _not_ours(f"{table}.{ABOUT[trace][0]}")
	if trace != "File":
		return about
	mail = f"select mail.reference_doctype from `tabCommunication` mail where mail.name = {table}.attached_to_name"
	attached = f"coalesce({table}.attached_to_doctype, '') != 'Communication'"
	return f"({about} and ({attached} or {_not_ours(f'({mail})')}))"


def has_trace_permission(doc, ptype: str = "read", user: str | None = None, **kwargs: object) -> bool:
	"""Whether a user has a permission on one of the host's records, in addition to the host's rules.

	Args:
		doc: the document; a new one is checked by its reference.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator":
		return True
	return _may_be_seen(doc, user) and other_hooks_allow(doc, ptype, user, has_trace_permission)


def _may_be_seen(doc, user: str) -> bool:
	if doc.doctype in ABOUT and doc.is_new():
		about, name = (doc.get(field) for field in ABOUT[doc.doctype])
		return about not in GUARDED or not name or name in visible_names(about, [name], user)
	if doc.is_new():
		return True
	query = f"select name from `tab{doc.doctype}` where name = {quote(str(doc.name))}"
	return bool(frappe.db.sql(f"{query} and ({trace_condition(doc.doctype, user)})"))


def _not_ours(column: str) -> str:
	# A function around the column would keep the database from counting in its index.
	return f"({column} in ({OUR_NAMES})) is not true"


def _with_seen_mails(user: str) -> str:
	"""Attachments of an e-mail are visible to users who see the e-mail."""
	mails = f"select `tabCommunication`.name from `tabCommunication` where {trace_condition('Communication', user)}"
	attached = "coalesce(`tabFile`.attached_to_doctype, '') != 'Communication'"
	return f"({attached} or `tabFile`.attached_to_name in ({mails}))"


def _events(where: str = "1=1") -> str:
	event = f"`tab{MEETING}`.event"
	return f"select {event} from `tab{MEETING}` where {event} is not null and {where}"


def _our_reports() -> str:
	modules = ", ".join(map(quote, MODULES))
	return f"select ours.name from `tabReport` ours where ours.module in ({modules})"


def trace_query_condition(user: str | None = None, doctype: str = "") -> str:
	"""The hook ``permission_query_conditions``; see ``trace_condition``."""
	return trace_condition(doctype, user)
