"""Host endpoints without a permission check on the record: for our records it is checked first.

Seen in Frappe 15.41: a count of any DocType by any filter, the title of any record, what is linked with it,
tags and likes on it, the values of any of its fields, any user's number and calendar, are open to everyone who is logged
in.
hooks.py overrides them with these (`override_whitelisted_methods`). Requests for other DocTypes are passed on
unchanged.
"""

from collections import Counter
from typing import Any

import frappe
from frappe import _, client
from frappe.core.doctype.sms_settings import sms_settings
from frappe.desk import like, query_report, reportview, search
from frappe.desk.doctype.event import event as events_of_host
from frappe.desk.doctype.tag import tag as tags_of_host
from frappe.desk.form import linked_with
from frappe.workflow.doctype.workflow import workflow

from stakeholder_crm.access.host_endpoints.call_host import call_host
from stakeholder_crm.access.meeting_events import filter_events
from stakeholder_crm.access.visible_rows import has_right_on, only_visible, visible_among, visible_rows
from stakeholder_crm.base.doctypes import is_guarded, is_ours
from stakeholder_crm.domain.plain_text import disarmed, text_problem


@frappe.whitelist(methods=["GET", "POST"])
def get_count(
	doctype: str, filters: str | dict | list | None = None, debug: bool = False, cache: bool = False
) -> int:
	"""Count the records that the user may list; Frappe 15 counts those of any DocType by any filter.

	Args:
		doctype: any DocType.
		filters: as ``frappe.client.get_count`` takes them.
		debug: passed on.
		cache: passed on; what differs by user is never cached.

	Raises:
		frappe.PermissionError: if the user may not list them, or for a table whose rows are visible in their records only.
	"""
	# Rows of others' tables have no list that could be counted.
	if frappe.is_table(doctype) and not is_guarded(doctype):
		return client.get_count(doctype, filters, debug, cache)
	_check_no_table(doctype)
	asked = frappe.local.form_dict
	frappe.local.form_dict = frappe._dict(
		doctype=doctype,
		filters=frappe.as_json(frappe.parse_json(filters) or {}),
		fields="[]",
		distinct="false",
	)
	try:
		return reportview.get_count()
	finally:
		frappe.local.form_dict = asked


@frappe.whitelist(methods=["GET", "POST"])
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a link; only the number if the user may not see our record.

	Args:
		doctype: any DocType.
		docname: name of a record.
	"""
	if is_ours(doctype) and not has_right_on(doctype, docname):
		return docname
	title = search.get_link_title(doctype, docname)
	return disarmed(title) if is_ours(doctype) else title


@frappe.whitelist(methods=["GET", "POST"])
def get_custom_column(doctype: str, field: str, names: str | list[str] | None = None) -> dict[str, Any]:
	"""The values of a field by record name, for a column that a user adds to a report.

	Args:
		doctype: any DocType.
		field: the fieldname.
		names: of the records, as JSON in some host versions; empty for all.

	Raises:
		frappe.PermissionError: for one of our child tables, whose rows are visible in their records only.
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
	"""How many records are in a state unknown to a workflow.

	Args:
		doctype: any DocType.
		workflow_state_field: the fieldname.
		states: the workflow's states, as JSON.

	Raises:
		frappe.PermissionError: for one of our child tables, whose rows are visible in their records only.
	"""
	if not is_guarded(doctype):
		return workflow.get_workflow_state_count(doctype, workflow_state_field, states)
	_check_no_table(doctype)
	unknown = {workflow_state_field: ("not in", frappe.parse_json(states))}
	found = Counter(filter(None, visible_rows(doctype, unknown, pluck=workflow_state_field)))
	return [{workflow_state_field: disarmed(state), "count": count} for state, count in found.items()]


@frappe.whitelist(methods=["GET", "POST"])
def get_contact_number(contact_name: str, ref_doctype: str, ref_name: str) -> str:
	"""The number of a contact; empty if the user may not see the contact.

	Args:
		contact_name: name of a Contact.
		ref_doctype: the DocType that the contact is linked to.
		ref_name: name of that record.
	"""
	if not has_right_on("Contact", contact_name):
		return ""
	return sms_settings.get_contact_number(contact_name, ref_doctype, ref_name)


@frappe.whitelist(methods=["GET", "POST"])
def get_linked(doctype: str, docname: str) -> dict[str, list]:
	"""The documents linked with a record, without our records that the user may not see.

	Args:
		doctype: any DocType.
		docname: name of a record.

	Raises:
		frappe.PermissionError: if the user may not see our record.
	"""
	_check(doctype, docname)
	found = only_visible(linked_with.get(doctype, docname))
	return {linked: disarmed(rows) if is_ours(linked) else rows for linked, rows in found.items()}


@frappe.whitelist(methods=["GET", "POST"])
def get_submitted_linked(doctype: str, name: str) -> dict[str, Any]:
	"""The submitted documents linked with a record, loaded before it is cancelled.

	Args:
		doctype: any DocType.
		name: name of a record.

	Raises:
		frappe.PermissionError: if the user may not see our record.
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
		frappe.PermissionError: if the user may not change our record.
		frappe.ValidationError: if the tag is not plain text.
	"""
	_check(dt, dn, "write")
	_check_tag(dt, tag)
	return tags_of_host.add_tag(tag, dt, dn, color)


@frappe.whitelist(methods=["GET", "POST"])
def add_tags(tags: str | list[str], dt: str, docs: str | list[str], color: str | None = None) -> None:
	"""Tag several records, or none if the user may not change one of them.

	Args:
		tags: a list, as JSON or not.
		dt: any DocType.
		docs: names of records, as JSON or not.
		color: passed on.

	Raises:
		frappe.PermissionError: if the user may not change one of our records.
		frappe.ValidationError: if a tag is not plain text.
	"""
	for name in frappe.parse_json(docs):
		_check(dt, name, "write")
	for tag in frappe.parse_json(tags):
		_check_tag(dt, tag)
	tags_of_host.add_tags(tags, dt, docs, color)


@frappe.whitelist(methods=["GET", "POST"])
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""Remove a tag from a record.

	Args:
		tag: the tag.
		dt: any DocType.
		dn: name of a record.

	Raises:
		frappe.PermissionError: if the user may not change our record.
	"""
	_check(dt, dn, "write")
	tags_of_host.remove_tag(tag, dt, dn)


@frappe.whitelist(methods=["GET", "POST"])
def get_tagged_docs(doctype: str, tag: str) -> list | tuple:
	"""The names of the records with a tag, as rows; for our DocTypes, only those that the user may see.

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
	"""Like or unlike a record.

	Args:
		doctype: any DocType.
		name: name of a record.
		add: "Yes" to like it.

	Raises:
		frappe.PermissionError: if the user may not see our record.
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
	"""Events of a date range; those of meetings only if the user may see the meeting.

	Args:
		start: the first day.
		end: the last day.
		user: whose calendar; the session's user where empty.
		for_reminder: passed on.
		filters: passed on.
	"""
	events = events_of_host.get_events(start, end, user, for_reminder, filters)
	return filter_events(events)


def _check(doctype: str, name: str, right: str = "read") -> None:
	if is_ours(doctype) and not has_right_on(doctype, name, right):
		raise frappe.PermissionError


def _check_no_table(doctype: str) -> None:
	if frappe.is_table(doctype):
		raise frappe.PermissionError


def _check_tag(doctype: str, tag: str) -> None:
	if is_ours(doctype) and text_problem(tag):
		frappe.throw(
			_("Tag must be plain text on one line. Remove the HTML tags and line breaks."), title=_("Tag")
		)
