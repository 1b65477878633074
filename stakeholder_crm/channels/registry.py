"""Which channels this site has."""

import frappe

from stakeholder_crm.channels.channel import Channel

HOOK = "thank_you_channels"


def open_channels() -> dict[str, Channel]:
	"""The channels that are set up here, by name; where two apps bring one, the later app's counts."""
	classes = frappe.get_hooks(HOOK, {})
	channels = {name: frappe.get_attr(paths[-1])() for name, paths in classes.items()}
	return {name: channel for name, channel in channels.items() if channel.is_set_up()}


def machine_channels() -> frozenset[str]:
	"""The names of the channels by which a machine can send on this site."""
	return frozenset(open_channels())
