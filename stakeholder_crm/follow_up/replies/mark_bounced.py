"""Mark an address that does not exist, so that nothing more is sent to it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.follow_up.messages.gate_routes import address_of
from stakeholder_crm.follow_up.messages.timeline import add_to_timeline
from stakeholder_crm.stakeholders.suppression import fingerprints

ROUTE_TABLES = ("Stakeholder Contact Point", "Agency Focal Person")


def mark_bounced(follow_up: Document) -> None:
	"""Mark the contact point (or focal person) of a bounced thank-you.

	An address that was corrected since then stays unchanged.

	Args:
		follow_up: a Thank You Follow Up with its contact point.
	"""
	address = address_of([follow_up.contact_point]).get(follow_up.contact_point, "")
	if follow_up.address_hash and follow_up.address_hash not in fingerprints(follow_up.channel, address):
		return
	for table in ROUTE_TABLES:
		if frappe.db.exists(table, {"name": follow_up.contact_point, "parent": follow_up.stakeholder}):
			frappe.db.set_value(table, follow_up.contact_point, "bounced", 1)
			# An open form with the old row must not overwrite it.
			frappe.get_doc(follow_up.stakeholder_type, follow_up.stakeholder).db_set(
				"modified", now_datetime(), update_modified=False
			)
			add_to_timeline(
				follow_up, _("One of their e-mail addresses does not exist. It is marked as bounced.")
			)
