"""The channels of this site."""

import frappe

from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.follow_up.channels.channel import Channel

HOOK = "thank_you_channels"


def open_channels() -> dict[str, Channel]:
	"""The channels set up on this site, by name; if two apps provide one, the later app's is used."""
	classes = frappe.get_hooks(HOOK, {})
	channels = {name: _open(paths[-1]) for name, paths in classes.items()}
	return {name: channel for name, channel in channels.items() if channel}


def _open(path: str) -> Channel | None:
	"""The channel, if it is set up; a failing channel of another app must not block submitting a log."""
	try:
		channel = frappe.get_attr(path)()
		return channel if channel.is_set_up() else None
	except Exception:
		log_error(f"The channel {path} cannot be used")
		return None


def machine_channels() -> frozenset[str]:
	"""The names of the channels that can send automatically on this site."""
	return frozenset(open_channels())
