"""Endpoints of the ERPNext integration."""

from dataclasses import asdict
from typing import Any

import frappe

from stakeholder_crm.base.request_json import list_in, mapping_in
from stakeholder_crm.integrations.erpnext import connections as erpnext_connections
from stakeholder_crm.integrations.erpnext import create_from_lead as leads
from stakeholder_crm.integrations.erpnext import employees as erpnext_employees
from stakeholder_crm.integrations.erpnext.connectable import BY_HAND, EMPLOYEE, is_installed


@frappe.whitelist(methods=["GET", "POST"])
def connections(doctype: str, name: str) -> dict[str, Any]:
	"""The connections of a record that the user may see.

	Args:
		doctype: of the record: one of ours that has connections, or of ERPNext's.
		name: of a record that the user may read.

	Returns:
		``connections``: ``doctype``, ``name``, ``title`` and ``status`` of each; ``kinds``: the DocTypes that the
		user may connect.

	Raises:
		frappe.ValidationError: if this type has no connections, or ERPNext is not installed.
		frappe.PermissionError: if the record does not exist or is not permitted.
	"""
	_check_installed()
	if doctype == EMPLOYEE:
		found = erpnext_employees.meetings_of_employee(name)
	else:
		found = erpnext_connections.connected_with((doctype, name))
	return {"connections": list(map(asdict, found)), "kinds": erpnext_connections.kinds_to_connect(doctype)}


@frappe.whitelist(methods=["POST"])
def connect(doctype: str, name: str, other_doctype: str, other_name: str) -> None:
	"""Connect a record of ours with one of ERPNext's.

	Args:
		doctype: of either.
		name: of the record; the user may change ours and read theirs.
		other_doctype: of the other one.
		other_name: of that record.

	Raises:
		frappe.ValidationError: if they cannot be connected, or ERPNext is not installed.
		frappe.PermissionError: if one does not exist or is not permitted.
	"""
	_check_installed()
	erpnext_connections.connect(*_ours_first(doctype, name, other_doctype, other_name))


@frappe.whitelist(methods=["POST"])
def disconnect(doctype: str, name: str, other_doctype: str, other_name: str) -> None:
	"""Remove a connection.

	Args:
		doctype: of either.
		name: of the record; the user may change ours and read theirs.
		other_doctype: of the other one.
		other_name: of that record.

	Raises:
		frappe.ValidationError: if ERPNext is not installed.
		frappe.PermissionError: if one does not exist or is not permitted.
	"""
	_check_installed()
	erpnext_connections.disconnect(*_ours_first(doctype, name, other_doctype, other_name))


@frappe.whitelist(methods=["GET", "POST"])
def preview_stakeholder(doctype: str, name: str) -> dict[str, Any]:
	"""Preview creating a stakeholder from a Lead or a Prospect.

	Args:
		doctype: "Lead" or "Prospect".
		name: of one that the user may change.

	Returns:
		See ``Preview`` in ``create_from_lead``.

	Raises:
		frappe.ValidationError: if it is neither, or ERPNext is not installed.
		frappe.PermissionError: if it does not exist or is not permitted.
	"""
	_check_installed()
	return asdict(leads.preview_lead((doctype, name)))


@frappe.whitelist(methods=["POST"])
def create_from_lead(doctype: str, name: str, kind: str, values: str | dict, delete: bool = False) -> str:
	"""Create a stakeholder from a Lead or a Prospect, with its e-mails and comments.

	Args:
		doctype: "Lead" or "Prospect".
		name: of one that the user may change.
		kind: Community Leader, Activist or Partner Agency.
		values: further field values of the new record, as a mapping or as JSON.
		delete: whether to delete the original record permanently.

	Returns:
		The new record's name.

	Raises:
		frappe.ValidationError: if the record is not valid, with the field, or ERPNext is not installed.
		frappe.PermissionError: if the user may not change the original or create the stakeholder.
	"""
	_check_installed()
	made = leads.create_from_lead(
		(doctype, name), kind, mapping_in("values", values), delete=bool(frappe.utils.cint(delete))
	)
	return made.name


@frappe.whitelist(methods=["POST"])
def users_of_employees(employees: str | list) -> list[str]:
	"""The users of employees, for a meeting's team.

	Args:
		employees: names of Employees that the user may read, as a list or as JSON.

	Raises:
		frappe.ValidationError: if one has no user or has left, or ERPNext is not installed.
		frappe.PermissionError: if one does not exist or is not permitted.
	"""
	_check_installed()
	return erpnext_employees.users_of([str(name) for name in list_in("employees", employees)])


def _check_installed() -> None:
	if not is_installed():
		frappe.throw(frappe._("ERPNext is not installed on this site."), title=frappe._("ERPNext"))


def _ours_first(
	doctype: str, name: str, other_doctype: str, other_name: str
) -> tuple[tuple[str, str], tuple[str, str]]:
	pair, other = (doctype, name), (other_doctype, other_name)
	return (other, pair) if other_doctype in BY_HAND else (pair, other)
