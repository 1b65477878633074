"""Empty the User of focal people who have a role of this app: it no longer restricts them, and would mislead."""

import frappe

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.base.doctypes import FOCAL_PERSON


def execute() -> None:
	"""Empty the field and log it. Other users' rows stay as they are. A second run finds none."""
	marked = frappe.get_all(
		FOCAL_PERSON,
		filters={"user": ("is", "set"), "parenttype": "Partner Agency"},
		fields=["name", "parent", "user"],
		order_by="parent, idx",
	)
	ours = {user for user in {row.user for row in marked} if load_viewer(user).roles}
	for row in marked:
		if row.user in ours:
			frappe.db.set_value(FOCAL_PERSON, row.name, "user", None, update_modified=False)
			record_access("Focal Person Ended", "Partner Agency", row.parent, detail=row.user)
