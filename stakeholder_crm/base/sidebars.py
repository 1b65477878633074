"""Frappe 16's sidebars: one for each workspace, for those who may open the workspace."""

from typing import Any

APP = "stakeholder_crm"


def remove_closed_sidebars(bootinfo: Any) -> None:
	"""The hook ``extend_bootinfo``: remove our sidebars whose workspace the user may not open.

	The host keeps them with what is left of their items, and may choose one of them beside a page that is in several.

	Args:
		bootinfo: what the Desk is started with; earlier versions of Frappe have no sidebars in it.
	"""
	sidebars = bootinfo.get("workspace_sidebar_item") or {}
	for name, sidebar in list(sidebars.items()):
		opens = any(item.get("link_type") == "Workspace" for item in sidebar["items"])
		if sidebar.get("app") == APP and not opens:
			del sidebars[name]
