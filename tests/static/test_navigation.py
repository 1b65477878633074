"""Frappe 16: one app on the desktop, and whatever is opened has a sidebar of ours beside it, by whichever way."""

import json
from collections import Counter
from typing import Any

import pytest

from tests.static.project import APP, READ_BY_NOBODY, doctypes

SIDEBARS = [json.loads(file.read_text()) for file in sorted((APP / "workspace_sidebar").glob("*.json"))]
ICONS = [json.loads(file.read_text()) for file in sorted((APP / "desktop_icon").glob("*.json"))]
# A page is in several: the host takes the first.
LINKS = Counter(
	(item["link_type"], item["link_to"])
	for sidebar in SIDEBARS
	for item in sidebar["items"]
	if item["type"] == "Link" and item["link_type"] in ("DocType", "Report")
)


def test_every_module_has_a_sidebar_of_ours_so_that_the_host_makes_none() -> None:
	modules = (APP / "modules.txt").read_text().split("\n")
	assert sorted(one["module"] for one in SIDEBARS) == sorted(filter(None, modules))
	assert all(one["standard"] == 1 and one["app"] == "stakeholder_crm" for one in SIDEBARS)


def test_the_one_of_a_module_of_two_words_has_another_name() -> None:
	"""The host looks such a module's sidebar up by module, where it finds none of the module's name."""
	assert {one["name"] for one in SIDEBARS if " " in one["module"]} == {"Outreach"}


def test_what_is_opened_by_its_address_is_in_one_sidebar() -> None:
	"""Of two the host chooses none."""
	assert [link for link, times in LINKS.items() if times > 1] == []
	readable = {
		name
		for name, doctype in doctypes().items()
		if not doctype.get("istable") and name not in READ_BY_NOBODY
	}
	assert readable - {name for kind, name in LINKS if kind == "DocType"} == set()


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon["name"])
@pytest.mark.parametrize("style", ["solid", "subtle"])
def test_every_icon_has_a_picture_in_both_styles(icon: dict[str, Any], style: str) -> None:
	name = icon["label"].lower().replace(" ", "_")
	assert (APP / "public" / "icons" / "desktop_icons" / style / f"{name}.svg").is_file()


def test_the_icons_are_those_of_one_app() -> None:
	kinds = Counter(icon["icon_type"] for icon in ICONS)
	assert kinds["App"] == 1
	assert {icon["parent_icon"] for icon in ICONS if icon["icon_type"] == "Link"} == {"Stakeholder CRM"}
	assert all(icon["standard"] == 1 and icon["app"] == "stakeholder_crm" for icon in ICONS)
