"""Write what is held on a person into one file to hand over: to be read, and to be read by a machine."""

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
	"""A ZIP with a page to read and the same as JSON. It is kept nowhere.

	Args:
		person: the stakeholder.
		reason: who asked, when and how it is known to be them; logged.

	Raises:
		frappe.PermissionError: when the user is no safeguarding lead, or may not see the record.
		frappe.MandatoryError: when the reason is missing.
	"""
	check_reviewer()
	person.check_permission("read")
	if not reason.strip():
		frappe.throw(
			_("Reason is required. Explain who asked, when and how you verified their identity."),
			frappe.MandatoryError,
		)
	held = collect_person(person)
	record_access("Data Export", person.doctype, person.name, reason=reason.strip())
	packed = BytesIO()
	with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr(f"{person.name}.html", frappe.render_template(TEMPLATE, {"held": held}))
		archive.writestr(f"{person.name}.json", json.dumps(held, indent=2, ensure_ascii=False, default=str))
	return packed.getvalue()
