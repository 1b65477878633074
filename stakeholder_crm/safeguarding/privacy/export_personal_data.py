"""Export a person's data as one file, human-readable and as JSON."""

import json
import zipfile
from io import BytesIO

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.safeguarding.privacy.collect_person import collect_person
from stakeholder_crm.safeguarding.privacy.requests import check_reviewer

TEMPLATE = "stakeholder_crm/templates/privacy/subject_access.html"


def export_personal_data(person: Document, reason: str) -> bytes:
	"""A ZIP with a readable page and the same data as JSON. It is not stored.

	Args:
		person: the stakeholder.
		reason: who asked, when, and how their identity was verified; logged.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead, or may not see the record.
		frappe.MandatoryError: if the reason is missing.
	"""
	check_reviewer()
	person.check_permission("read")
	if not reason.strip():
		frappe.throw(
			_("Reason is required. Explain who asked, when and how you verified their identity."),
			frappe.MandatoryError,
			title=_("Reason"),
		)
	held = collect_person(person)
	record_access("Data Export", person.doctype, person.name, reason=reason.strip())
	packed = BytesIO()
	with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr(f"{person.name}.html", frappe.render_template(TEMPLATE, {"held": held}))
		archive.writestr(f"{person.name}.json", json.dumps(held, indent=2, ensure_ascii=False, default=str))
	return packed.getvalue()
