"""SMS, through the gateway of the host's SMS Settings; on a site without one it is a person's task."""

from typing import Any

import frappe
import requests
from frappe import _

from stakeholder_crm.channels.channel import Parcel
from stakeholder_crm.domain.delivery import Delivery, Outcome
from stakeholder_crm.system_records import log_trouble

SMS_SETTINGS = "SMS Settings"
# Of these answers of a gateway it is known that it did not take the message on, and may do so later.
TRY_LATER = frozenset({429, 503})


class SMSChannel:
	"""Sends by one request to the gateway; whatever the gateway leaves open counts as unknown."""

	name = "SMS"

	def is_set_up(self) -> bool:
		"""Whether SMS Settings name a gateway."""
		return bool(frappe.db.get_single_value(SMS_SETTINGS, "sms_gateway_url"))

	def obstacle(self) -> str:
		"""A site whose mails are muted is a copy that must not write to anybody, by SMS neither."""
		return _("No SMS can leave: messages are muted on this site.") if frappe.are_emails_muted() else ""

	def note(self, parcel: Parcel) -> dict[str, Any]:
		"""Nothing: the host writes its SMS Log afterwards."""
		return {}

	def hand_over(self, parcel: Parcel) -> Outcome:
		"""Send by the host's own function."""
		from frappe.core.doctype.sms_settings.sms_settings import send_sms

		# Queued must be known before anything leaves: what dies in between is never sent again.
		frappe.db.commit()
		try:
			send_sms([parcel.address], parcel.text, success_msg=False)
		except requests.HTTPError as error:
			return _answer(error.response.status_code)
		except requests.ConnectTimeout:
			return Outcome(Delivery.UNREACHED)
		except Exception:
			log_trouble(f"Sending {parcel.name} broke off")
			return Outcome(Delivery.UNKNOWN)
		return Outcome(Delivery.SENT)

	def fate(self, follow_up: Any) -> Delivery:
		"""The gateway cannot be asked."""
		return Delivery.UNKNOWN

	def close(self) -> None:
		"""Nothing is kept open."""


def _answer(status: int) -> Outcome:
	if status in TRY_LATER:
		return Outcome(Delivery.WAIT, str(status))
	# A gateway that broke (5xx) may have taken the message on; one that answered 4xx did not.
	return Outcome(Delivery.REFUSED if status < 500 else Delivery.UNKNOWN, str(status))
