"""Time zones are IANA names, as Python's zoneinfo knows them."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.time_zones import is_time_zone


def check_time_zone(doc: Document, fieldname: str = "time_zone") -> None:
	"""Refuse a time zone that is not an IANA name.

	Raises:
		frappe.ValidationError: naming the field and an example.
	"""
	zone = doc.get(fieldname)
	if zone and not is_time_zone(zone):
		frappe.throw(
			_(
				"{0}: {1} is not a time zone. Choose an IANA name such as Africa/Nairobi or Europe/Berlin."
			).format(_(doc.meta.get_label(fieldname)), frappe.bold(frappe.utils.escape_html(zone)))
		)
