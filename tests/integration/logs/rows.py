"""What the tests of logs write into them, and look for afterwards."""

import frappe
import pytest
from frappe.utils import add_days, today

from stakeholder_crm.testing import factories

CONCERN = "Stakeholder Concern"
COMMITMENT = "Stakeholder Commitment"


def concern_row(stakeholder, **fields):
	return {
		**factories.pair(stakeholder),
		"category": "Trust",
		"severity": "High",
		"said": "You never came back to us",
		**fields,
	}


def commitment_row(stakeholder, **fields):
	return {
		**factories.pair(stakeholder),
		"direction": "Ours",
		"promise": "Send the notes",
		"responsible": frappe.session.user,
		"due_on": add_days(today(), 10),
		**fields,
	}


def assert_refused(doc, sentence: str, error=frappe.ValidationError) -> None:
	before = frappe.db.count("Meeting Log")
	with pytest.raises(error, match=sentence):
		doc.insert()
	assert frappe.db.count("Meeting Log") == before


def made_by(log, doctype: str) -> list:
	return frappe.get_all(doctype, filters={"meeting_log": log.name}, fields=["*"], order_by="name")


def of_meeting(meeting, doctype: str) -> list[str]:
	return frappe.get_all(doctype, filters={"meeting": meeting.name}, pluck="name", order_by="name")


def todos_of(names: list[str]) -> list:
	return frappe.get_all(
		"ToDo",
		filters={"reference_type": COMMITMENT, "reference_name": ("in", names)},
		fields=["*"],
		order_by="creation",
	)


def amend(log):
	"""As the desk does it: a copy of the cancelled log, with its rows as they stand."""
	log.reload()
	copy = frappe.copy_doc(log, ignore_no_copy=False)
	copy.amended_from = log.name
	copy.docstatus = 0
	return copy
