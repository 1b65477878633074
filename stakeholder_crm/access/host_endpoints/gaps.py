"""Endpoints of the host that ask for no permission on the record: for our records, it is asked first.

Seen in Frappe 15.41: a count of any DocType by any filter, the title of any record, what is linked with it,
tags and likes on it, the values of any of its fields, any user's number and calendar, are open to everyone who is logged
in; the System Console's SQL to every System Manager.
hooks.py puts these in their place (`override_whitelisted_methods`); for all other DocTypes they pass the question
on unchanged.
"""

from collections import Counter
from typing import Any

import frappe
from frappe import _, client
from frappe.core.doctype.sms_settings import sms_settings
from frappe.desk import like, query_report, search
from frappe.desk.doctype.event import event as events_of_host
from frappe.desk.doctype.system_console import system_console
from frappe.desk.doctype.tag import tag as tags_of_host
from frappe.desk.form import linked_with
from frappe.workflow.doctype.workflow import workflow

from stakeholder_crm.access.host_endpoints.call_host import call_host
from stakeholder_crm.access.meeting_events import filter_events
from stakeholder_crm.access.visible_rows import only_visible, visible_among, visible_rows
from stakeholder_crm.base.doctypes import is_guarded, is_ours
from stakeholder_crm.domain.plain_text import disarmed, text_problem


@frappe.whitelist(methods=["GET", "POST"])
def get_count(
	doctype: str, filters: str | dict | list | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""Count records; of ours, those that the user may list.

	Args:
		doctype: any DocType.
		filters: as ``frappe.client.get_count`` takes them.
		debug: passed on.
		cache: passed on; ours are never cached, since each user has a number of his own.

	Raises:
		frappe.PermissionError: for a table of ours, whose rows are seen in their records only.
	"""
	if not is_ours(doctype):
		return client.get_count(doctype, filters, debug, cache)
	_check_no_table(doctype)
	return len(visible_among(doctype, frappe.parse_json(filters)))


@frappe.whitelist(methods=["GET", "POST"])
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title that a link shows; the bare number of a record of ours that the user does not see.

	Args:
		doctype: any DocType.
		docname: name of a record.
	"""
	if is_ours(doctype) and not _sees(doctype, docname):
		return docname
	title = search.get_link_title(doctype, docname)
	return disarmed(title) if is_ours(doctype) else title


@frappe.whitelist(methods=["GET", "POST"])
def get_custom_column(doctype: str, field: str, names: str | list[str] | None = None) -> dict[str, Any]:
	"""A field of records, by their names, for a column that a user adds to a report.

	Args:
		doctype: any DocType.
		field: the fieldname.
		names: of which records, as JSON where some versions of the host ask so; all where empty.

	Raises:
		frappe.PermissionError: for a table of ours, whose rows are seen in their records only.
	"""
	if not is_guarded(doctype):
		return call_host(query_report.get_data_for_custom_field)
	_check_no_table(doctype)
	wanted = {"name": ("in", frappe.parse_json(names))} if names else {}
	return frappe._dict(disarmed(visible_rows(doctype, wanted, fields=["name", field], as_list=True)))


@frappe.whitelist(methods=["GET", "POST"])
def get_workflow_state_count(
	doctype: str, workflow_state_field: str, states: str | list[str]
) -> list[dict[str, Any]]:
	"""How many records stand in a state that a workflow does not know.

	Args:
		doctype: any DocType.
		workflow_state_field: the fieldname.
		states: those that it knows, as JSON.

	Raises:
		frappe.PermissionError: for a table of ours, whose rows are seen in their records only.
	"""
	if not is_guarded(doctype):
		return workflow.get_workflow_state_count(doctype, workflow_state_field, states)
	_check_no_table(doctype)
	unknown = {workflow_state_field: ("not in", frappe.parse_json(states))}
	found = Counter(filter(None, visible_rows(doctype, unknown, pluck=workflow_state_field)))
	return [{workflow_state_field: disarmed(state), "count": count} for state, count in found.items()]


@frappe.whitelist(methods=["GET", "POST"])
def get_contact_number(contact_name: str, ref_doctype: str, ref_name: str) -> str:
	"""The number of a contact; none where the user does not see them.

	Args:
		contact_name: name of a Contact.
		ref_doctype: what they are linked to.
		ref_name: name of that record.
	"""
	if not _sees("Contact", contact_name):
		return ""
	return sms_settings.get_contact_number(contact_name, ref_doctype, ref_name)


@frappe.whitelist(methods=["GET", "POST"])
def get_linked(doctype: str, docname: str) -> dict[str, list]:
	"""What is linked with a record, without what the user does not see of ours.

	Args:
		doctype: any DocType.
		docname: name of a record.

	Raises:
		frappe.PermissionError: when the record is one of ours that the user does not see.
	"""
	_check(doctype, docname)
	found = only_visible(linked_with.get(doctype, docname))
	return {linked: disarmed(rows) if is_ours(linked) else rows for linked, rows in found.items()}


@frappe.whitelist(methods=["GET", "POST"])
def get_submitted_linked(doctype: str, name: str) -> dict[str, Any]:
	"""What was submitted and hangs on a record, asked before it is cancelled.

	Args:
		doctype: any DocType.
		name: name of a record.

	Raises:
		frappe.PermissionError: when the record is one of ours that the user does not see.
	"""
	_check(doctype, name)
	return linked_with.get_submitted_linked_docs(doctype, name)


@frappe.whitelist(methods=["GET", "POST"])
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""Tag a record.

	Args:
		tag: the tag.
		dt: any DocType.
		dn: name of a record.
		color: passed on.

	Raises:
		frappe.PermissionError: when the record is one of ours that the user may not change.
		frappe.ValidationError: when the tag is no plain text.
	"""
	_check(dt, dn, "write")
	_check_tag(dt, tag)
	return tags_of_host.add_tag(tag, dt, dn, color)


@frappe.whitelist(methods=["GET", "POST"])
def add_tags(tags: str | list[str], dt: str, docs: str | list[str], color: str | None = None) -> None:
	"""Tag several records; none where one of them is not the user's to change.

	Args:
		tags: a list, or one as JSON.
		dt: any DocType.
		docs: names of records, or as JSON.
		color: passed on.

	Raises:
		frappe.PermissionError: when one of them is ours and the user may not change it.
		frappe.ValidationError: when a tag is no plain text.
	"""
	for name in frappe.parse_json(docs):
		_check(dt, name, "write")
	for tag in frappe.parse_json(tags):
		_check_tag(dt, tag)
	tags_of_host.add_tags(tags, dt, docs, color)


@frappe.whitelist(methods=["GET", "POST"])
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""Take a tag off a record.

	Args:
		tag: the tag.
		dt: any DocType.
		dn: name of a record.

	Raises:
		frappe.PermissionError: when the record is one of ours that the user may not change.
	"""
	_check(dt, dn, "write")
	tags_of_host.remove_tag(tag, dt, dn)


@frappe.whitelist(methods=["GET", "POST"])
def get_tagged_docs(doctype: str, tag: str) -> list | tuple:
	"""The names of the records with a tag, as rows; of ours, those that the user sees.

	Args:
		doctype: any DocType.
		tag: a pattern.
	"""
	rows = tags_of_host.get_tagged_docs(doctype, tag)
	if not is_ours(doctype):
		return rows
	visible = set(visible_among(doctype, {"name": ("in", [row[0] for row in rows] or [""])}))
	return [row for row in rows if row[0] in visible]


@frappe.whitelist(methods=["GET", "POST"])
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	"""Like a record, or no longer.

	Args:
		doctype: any DocType.
		name: name of a record.
		add: "Yes" to like it.

	Raises:
		frappe.PermissionError: when the record is one of ours that the user does not see.
	"""
	_check(doctype, name)
	like.toggle_like(doctype, name, add)


@frappe.whitelist(methods=["GET", "POST"])
def get_events(
	start: str,
	end: str,
	user: str | None = None,
	for_reminder: bool = False,
	filters: str | list | dict | None = None,
) -> list[dict[str, Any]]:
	"""Events of a span of days; those of meetings only where the user sees the meeting.

	Args:
		start: the first day.
		end: the last day.
		user: whose calendar; the session's user where empty.
		for_reminder: passed on.
		filters: passed on.
	"""
	events = events_of_host.get_events(start, end, user, for_reminder, filters)
	return filter_events(events)


@frappe.whitelist(methods=["POST"])
def execute_code(doc: str) -> dict[str, Any]:
	"""Run what stands in the System Console, whose SQL asks for nobody's clearance: for Administrator only.

	Args:
		doc: the System Console as JSON.

	Raises:
		frappe.PermissionError: for everybody else.
	"""
	if frappe.session.user != "Administrator":
		frappe.throw(
			_("Only the Administrator can use the System Console on this site."),
			frappe.PermissionError,
		)
	return system_console.execute_code(doc)


def _check(doctype: str, name: str, right: str = "read") -> None:
	if is_ours(doctype) and not _sees(doctype, name, right):
		raise frappe.PermissionError


def _check_no_table(doctype: str) -> None:
	if frappe.is_table(doctype):
		raise frappe.PermissionError


def _check_tag(doctype: str, tag: str) -> None:
	if is_ours(doctype) and text_problem(tag):
		frappe.throw(_("Tag must be plain text on one line. Remove the HTML tags and line breaks."))


def _sees(doctype: str, name: str, right: str = "read") -> bool:
	if frappe.is_table(doctype) or not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.has_permission(doctype, right, doc=name))
