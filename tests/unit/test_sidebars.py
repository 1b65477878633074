"""A sidebar of ours whose workspace the user may not open is not beside any page."""

from typing import Any

from stakeholder_crm.base.sidebars import remove_closed_sidebars

PAGE = {"link_type": "Page", "link_to": "stakeholder-map"}
HOME = {"link_type": "Workspace", "link_to": "Outreach"}


def left(**sidebars: dict[str, Any]) -> set[str]:
	bootinfo = {"workspace_sidebar_item": sidebars}
	remove_closed_sidebars(bootinfo)
	return set(bootinfo["workspace_sidebar_item"])


def test_one_without_its_workspace_is_removed() -> None:
	ours = {"app": "stakeholder_crm"}
	assert left(
		outreach={**ours, "items": [HOME, PAGE]},
		partnerships={**ours, "items": [PAGE]},
		selling={"app": "erpnext", "items": [PAGE]},
	) == {"outreach", "selling"}


def test_an_earlier_host_has_none() -> None:
	bootinfo: dict[str, Any] = {}
	remove_closed_sidebars(bootinfo)
	assert bootinfo == {}
