"""Event handlers of Email Queue: disarm formulas in attached reports."""

from email import message_from_string, policy
from email.encoders import encode_base64

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import is_our_report
from stakeholder_crm.base.plain_download import plain_file

AUTO_REPORT = "Auto Email Report"


def before_insert(mail: Document, method: str | None = None) -> None:
	"""Disarm the attachment of an Auto Email Report, whose cells the host writes unchanged."""
	if mail.reference_doctype != AUTO_REPORT or not is_our_report(_report_of(mail.reference_name)):
		return
	# The host's policy limits the line length; parts that are not files stay unchanged.
	message = message_from_string(
		mail.message, policy=policy.compat32.clone(linesep="\r\n", mangle_from_=False)
	)
	for part in message.walk():
		name, content = part.get_filename(), part.get_payload(decode=True)
		if name and isinstance(content, bytes) and (plain := plain_file(name, content)) != content:
			part.set_payload(plain)
			del part["Content-Transfer-Encoding"]
			encode_base64(part)
			mail.message = message.as_string()


def _report_of(auto_report: str) -> str | None:
	return frappe.db.get_value(AUTO_REPORT, auto_report, "report")
