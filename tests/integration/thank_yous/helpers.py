"""What the tests of thank-yous share."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import frappe

from stakeholder_crm.testing import factories

THANK_YOU = "Thank You Follow Up"


def again(doc):
	"""The document as it is stored now; early Frappe 15's reload() returns nothing."""
	return frappe.get_doc(doc.doctype, doc.name)


def settings(**values):
	doc = frappe.get_doc("Stakeholder CRM Settings")
	doc.update(values)
	doc.save()


def thank_yous(log) -> dict[str, frappe._dict]:
	rows = frappe.get_all(THANK_YOU, filters={"meeting": log.meeting}, fields=["*"], order_by="name")
	return {row.stakeholder: row for row in rows}


def only(log):
	[row] = thank_yous(log).values()
	return row


def attendance(person, **fields):
	return [factories.attendance(person, **fields)]


def address(doc) -> str:
	return frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "value")


def hours_that_defer(zone: ZoneInfo) -> tuple[datetime, dict[str, str]]:
	"""When thanks for a meeting just held may first arrive, and the quiet hours that make it so.

	By the clock of the machine such thanks could be due in any hour; these hours go with it.
	"""
	due = datetime.now(zone) + timedelta(hours=20)
	opens = due.replace(minute=due.minute // 30 * 30, second=0, microsecond=0)
	closes = opens - timedelta(hours=12)
	return opens, {"quiet_from": closes.strftime("%H:%M"), "quiet_to": opens.strftime("%H:%M")}


def email_queue_row(doc, status):
	"""An Email Queue row as a run that died may have left it."""
	row = {
		"doctype": "Email Queue",
		"status": status,
		"message": "x",
		"recipients": [{"recipient": address(doc)}],
	}
	return frappe.get_doc(row).insert()
