"""ERPNext's Employees in meeting teams."""

import frappe
from frappe import _
from frappe.utils import escape_html

from stakeholder_crm.access.permissions import TEAM_STATES
from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.integrations.erpnext.connectable import EMPLOYEE
from stakeholder_crm.integrations.erpnext.connections import Connection, find, readable


def users_of(employees: list[str]) -> list[str]:
	"""The users of employees, for a meeting's team.

	Args:
		employees: names of Employees that the session's user may read.

	Raises:
		frappe.PermissionError: if one does not exist or is not permitted.
		frappe.ValidationError: if one has no user or has left; the message names them.
	"""
	found = [find((EMPLOYEE, name), "read") for name in employees]
	for doc in found:
		if doc.status != "Active":
			frappe.throw(
				_("{0} is not an active employee.").format(escape_html(doc.employee_name)),
				title=_("Employee"),
			)
		if not doc.user_id:
			frappe.throw(
				_("{0} has no user. Set User ID on the Employee first.").format(
					escape_html(doc.employee_name)
				),
				title=_("Employee"),
			)
	return list(dict.fromkeys(doc.user_id for doc in found))


def meetings_of_employee(employee: str) -> list[Connection]:
	"""Upcoming and unlogged meetings with an employee in the team that the session's user may see.

	Args:
		employee: name of an Employee that the user may read.

	Raises:
		frappe.PermissionError: if it does not exist or is not permitted.
	"""
	user = find((EMPLOYEE, employee), "read").user_id
	if not user:
		return []
	member = frappe.get_all(
		"Meeting Team Member",
		filters={"user": user, "parenttype": MEETING},
		pluck="parent",
		order_by="parent",
	)
	names = frappe.get_all(
		MEETING,
		filters={"status": ("in", TEAM_STATES)},
		or_filters=[["lead", "=", user], ["name", "in", member or [""]]],
		pluck="name",
		order_by="name",
	)
	return readable(MEETING, names)
