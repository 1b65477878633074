"""Which records the demo made, so that exactly those can be removed.

Kept as one row of Frappe's DefaultValue under a parent of its own, which no session loads.
"""

import json

import frappe

PARENT = "__stakeholder_crm_demo"
KEY = "records"

Records = dict[str, list[str]]


def recall() -> Records:
	"""The names of the demo's records by DocType; empty when no demo is loaded."""
	stored = frappe.db.get_value("DefaultValue", {"parent": PARENT, "defkey": KEY}, "defvalue")
	return json.loads(stored) if stored else {}


def remember(records: Records) -> None:
	"""Replace what is stored."""
	forget()
	if records:
		frappe.defaults.add_default(KEY, json.dumps(records), PARENT)


def forget() -> None:
	"""Store nothing any more."""
	frappe.db.delete("DefaultValue", {"parent": PARENT, "defkey": KEY})
	frappe.clear_cache()


def app_doctypes() -> list[str]:
	"""The app's DocTypes that have records of their own."""
	modules = frappe.get_all(
		"Module Def", filters={"app_name": "stakeholder_crm"}, pluck="name", order_by="name"
	)
	return frappe.get_all(
		"DocType",
		filters={"module": ("in", modules), "istable": 0, "issingle": 0},
		pluck="name",
		order_by="name",
	)


def made_by(users: list[str], since: str) -> Records:
	"""The records that these users have made since a moment: the app's, and the ToDos they caused."""
	found = {
		doctype: frappe.get_all(
			doctype,
			filters={"owner": ("in", users), "creation": (">=", since)},
			pluck="name",
			order_by="name",
		)
		for doctype in [*app_doctypes(), "ToDo", "Email Queue"]
	}
	return {doctype: names for doctype, names in found.items() if names}
