"""Names of the DocTypes that several packages use, and which DocTypes belong to this app."""

import frappe

EVENT, SHARE = "Event", "DocShare"
ADDRESS_BOOK_LINK = "Address Book Link"
AGENCY = "Partner Agency"
AGREEMENT = "Partnership Agreement"
ASSESSMENT = "Stakeholder Assessment"
BRIEF = "Meeting Brief"
COMMITMENT = "Stakeholder Commitment"
CONCERN = "Stakeholder Concern"
CONSENT = "Consent Record"
CONTACT_IMPORT = "Contact Import"
DISCLOSURE = "Disclosure Log"
DUPLICATE_EXCEPTION = "Duplicate Exception"
ERPNEXT_LINK = "ERPNext Link"
FOCAL_PERSON = "Agency Focal Person"
MEETING = "Stakeholder Meeting"
MEETING_LOG = "Meeting Log"
MERGE_LOG = "Stakeholder Merge Log"
PLAN = "Engagement Plan"
SEALED_TEXT = "Sealed Text"
SETTINGS = "Stakeholder CRM Settings"
THANK_YOU = "Thank You Follow Up"
TIE = "Stakeholder Tie"

MODULES = ("Stakeholders", "Engagement", "Follow Up", "Safeguarding", "Partnerships")


def is_ours(doctype: str | None) -> bool:
	"""Whether a DocType (or child table) belongs to this app. An unknown name does not."""
	return bool(doctype) and frappe.get_cached_value("DocType", doctype, "module") in MODULES


def is_guarded(doctype: str | None) -> bool:
	"""Whether this app restricts access to a DocType: its own, and the host's records about them."""
	rules = frappe.get_hooks("permission_query_conditions").get(doctype, ()) if doctype else ()
	return is_ours(doctype) or any(rule.startswith("stakeholder_crm.") for rule in rules)


def is_our_report(name: str | None) -> bool:
	"""Whether a report belongs to this app, or is about one of its DocTypes."""
	report = frappe.db.get_value("Report", name, ["module", "ref_doctype"], as_dict=True) if name else None
	if not report:
		return False
	return report.module in MODULES or is_ours(report.ref_doctype)


def our_doctypes() -> list[str]:
	"""The names of this app's DocTypes, including child tables and settings."""
	return frappe.get_all("DocType", filters={"module": ("in", MODULES)}, pluck="name", order_by="name")
