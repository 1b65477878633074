"""What goes with ERPNext's records, where it is installed."""

from dataclasses import asdict
from typing import Any

import frappe

from stakeholder_crm.integrations.erpnext import connections as erpnext_connections
from stakeholder_crm.integrations.erpnext import create_from_lead as leads
from stakeholder_crm.integrations.erpnext import employees as erpnext_employees
from stakeholder_crm.integrations.erpnext.connectable import BY_HAND, EMPLOYEE, is_installed


@frappe.whitelist(methods=["GET", "POST"])
def connections(doctype: str, name: str) -> dict[str, Any]:
	"""What a record is connected with, as far as the user may see it.

	Args:
		doctype: of the record: one of ours that has connections, or of ERPNext's.
		name: of a record that the user may read.

	Returns:
		``connections``: ``doctype``, ``name``, ``title`` and ``status`` of each; ``kinds``: the DocTypes that the
		user may connect by hand.

	Raises:
		frappe.ValidationError: when there are no connections of this kind, or no ERPNext.
		frappe.PermissionError: when the record is not there, or not for the user.
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
		frappe.ValidationError: when they do not go together, or there is no ERPNext.
		frappe.PermissionError: when one is not there, or not for the user.
	"""
	_check_installed()
	erpnext_connections.connect(*_ours_first(doctype, name, other_doctype, other_name))


@frappe.whitelist(methods=["POST"])
def disconnect(doctype: str, name: str, other_doctype: str, other_name: str) -> None:
	"""Take a connection away again.

	Args:
		doctype: of either.
		name: of the record; the user may change ours and read theirs.
		other_doctype: of the other one.
		other_name: of that record.

	Raises:
		frappe.ValidationError: when there is no ERPNext.
		frappe.PermissionError: when one is not there, or not for the user.
	"""
	_check_installed()
	erpnext_connections.disconnect(*_ours_first(doctype, name, other_doctype, other_name))


@frappe.whitelist(methods=["GET", "POST"])
def preview_stakeholder(doctype: str, name: str) -> dict[str, Any]:
	"""What making a stakeholder of a Lead or a Prospect takes along.

	Args:
		doctype: "Lead" or "Prospect".
		name: of one that the user may change.

	Returns:
		As ``Preview`` in ``make_of_lead`` has it.

	Raises:
		frappe.ValidationError: when it is neither, or there is no ERPNext.
		frappe.PermissionError: when it is not there, or not for the user.
	"""
	_check_installed()
	return asdict(leads.preview_lead((doctype, name)))


@frappe.whitelist(methods=["POST"])
def create_from_lead(doctype: str, name: str, kind: str, values: str | dict, delete: bool = False) -> str:
	"""Make a stakeholder of a Lead or a Prospect, with its mails and comments.

	Args:
		doctype: "Lead" or "Prospect".
		name: of one that the user may change.
		kind: Community Leader, Activist or Partner Agency.
		values: more of what the new record says, by fieldname, as a mapping or as JSON.
		delete: whether the record that it was is deleted for good.

	Returns:
		The new record's name.

	Raises:
		frappe.ValidationError: when the record's own checks refuse it, naming the field, or there is no ERPNext.
		frappe.PermissionError: when the user may not change the one or make the other.
	"""
	_check_installed()
	made = leads.create_from_lead(
		(doctype, name), kind, frappe.parse_json(values), delete=bool(frappe.utils.cint(delete))
	)
	return made.name


@frappe.whitelist(methods=["POST"])
def users_of_employees(employees: str | list) -> list[str]:
	"""The users of employees, for a meeting's team.

	Args:
		employees: names of Employees that the user may read, as a list or as JSON.

	Raises:
		frappe.ValidationError: when one has no user or left, or there is no ERPNext.
		frappe.PermissionError: when one is not there, or not for the user.
	"""
	_check_installed()
	return erpnext_employees.users_of([str(name) for name in frappe.parse_json(employees)])


def _check_installed() -> None:
	if not is_installed():
		frappe.throw(frappe._("ERPNext is not installed on this site."))


def _ours_first(
	doctype: str, name: str, other_doctype: str, other_name: str
) -> tuple[tuple[str, str], tuple[str, str]]:
	pair, other = (doctype, name), (other_doctype, other_name)
	return (other, pair) if other_doctype in BY_HAND else (pair, other)
