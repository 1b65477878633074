"""Which channels this site has."""

import frappe

from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.follow_up.channels.channel import Channel

HOOK = "thank_you_channels"


def open_channels() -> dict[str, Channel]:
	"""The channels that are set up here, by name; where two apps bring one, the later app's counts."""
	classes = frappe.get_hooks(HOOK, {})
	channels = {name: _open(paths[-1]) for name, paths in classes.items()}
	return {name: channel for name, channel in channels.items() if channel}


def _open(path: str) -> Channel | None:
	"""The channel, if it is set up; one of another app that breaks must not keep a log from being submitted."""
	try:
		channel = frappe.get_attr(path)()
		return channel if channel.is_set_up() else None
	except Exception:
		log_error(f"The channel {path} cannot be used")
		return None


def machine_channels() -> frozenset[str]:
	"""The names of the channels by which a machine can send on this site."""
	return frozenset(open_channels())
