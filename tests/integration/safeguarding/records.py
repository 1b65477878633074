"""Consent, agreements and disclosures, as the tests of this folder write them."""

import frappe
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.testing import factories

SHARING = "Sharing with Partner Agencies"
THANKS = "Thank-You Messages"


def consent(about, decision="Given", purpose=SHARING, days_ago=1, **fields):
	return frappe.get_doc(
		{
			"doctype": "Consent Record",
			**factories.pair(about),
			"purpose": purpose,
			"decision": decision,
			"decided_on": add_days(now_datetime(), -days_ago),
			"how": "Spoken",
			**fields,
		}
	).insert()


def agreement(agency, *categories, **fields):
	return frappe.get_doc(
		{
			"doctype": "Partnership Agreement",
			"agency": agency.name,
			"title": "Referral protocol",
			"status": "In Force",
			"signed_on": add_days(today(), -30),
			"starts_on": add_days(today(), -30),
			"ends_on": add_days(today(), 30),
			"categories": [{"category": category} for category in categories],
			**fields,
		}
	).insert()


def disclosure(about, agency, days_ago=0, **fields):
	return frappe.get_doc(
		{
			"doctype": "Disclosure Log",
			**factories.pair(about),
			"agency": agency.name,
			"category": "Concerns",
			"what": "That an interpreter is needed",
			"basis": "Consent",
			"reason": "So that one is there",
			"disclosed_on": add_days(now_datetime(), -days_ago),
			**fields,
		}
	)


def told(doc) -> set[str]:
	"""Who has a notification about a document."""
	return set(
		frappe.get_all(
			"Notification Log",
			filters={"document_type": doc.doctype, "document_name": doc.name},
			pluck="for_user",
			order_by="name",
		)
	)


def messages() -> str:
	"""What was shown to the user, as one text."""
	return str(frappe.local.message_log)
