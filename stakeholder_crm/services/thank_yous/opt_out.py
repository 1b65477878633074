"""Somebody followed the link in a thank-you and wants no more of them."""

import frappe

from stakeholder_crm.services.stakeholders.suppress import suppress_fingerprint
from stakeholder_crm.services.thank_yous.gate_facts import PURPOSE, THANK_YOU
from stakeholder_crm.services.thank_yous.opt_out_link import key_in


def opt_out(token: str) -> None:
	"""Send no more thank-yous to the address that a message went to.

	It says nothing about whether the token was known: whoever tries tokens learns nothing by it.

	Args:
		token: from the link; anything that we did not make changes nothing.
	"""
	key = key_in(token)
	row = key and frappe.db.get_value(
		THANK_YOU, {"opt_out_key": key}, ["channel", "address_hash"], as_dict=True
	)
	if row and row.address_hash:
		suppress_fingerprint(row.channel, row.address_hash, "Asked Us To Stop", PURPOSE)
