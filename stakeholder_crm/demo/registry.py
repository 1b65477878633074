"""The records that the demo created, so that exactly those can be removed.

Stored as rows of Frappe's DefaultValue under their own parent, which no session loads.
"""

import json

import frappe

PARENT = "__stakeholder_crm_demo"
LOADED = "loaded"
LEFT = "left"  # what an unload had to leave, since somebody uses it

Records = dict[str, list[str]]


def recall(*keys: str) -> Records:
	"""The names of the demo's records by DocType: loaded, kept, or both."""
	rows = frappe.get_all(
		"DefaultValue",
		filters={"parent": PARENT, "defkey": ("in", keys or (LOADED, LEFT))},
		pluck="defvalue",
		order_by="defkey",
	)
	records: Records = {}
	for row in rows:
		for doctype, names in json.loads(row).items():
			records[doctype] = sorted({*records.get(doctype, []), *names})
	return records


def remember(key: str, records: Records) -> None:
	"""Store what was loaded or kept. Does nothing if it is empty."""
	if records:
		frappe.defaults.add_default(key, json.dumps(records), PARENT)


def forget() -> None:
	"""Delete what was stored."""
	frappe.db.delete("DefaultValue", {"parent": PARENT})
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
	"""The records that these users have created since a time: the app's, and the ToDos they caused."""
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
