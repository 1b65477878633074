"""docs/roles.md and the DocTypes' permissions are one matrix."""

import re

from tests.static.project import APP, ROOT, doctypes
from tests.static.role_matrix import ROLES, matrix, table

TEXT = (ROOT / "docs" / "roles.md").read_text()


def test_the_page_shows_the_permissions_as_they_are() -> None:
	assert table() in TEXT, "run: python3 -m tests.static.role_matrix"


def test_no_role_is_left_out() -> None:
	roles = {row["role"] for one in doctypes().values() for row in one.get("permissions", [])}
	assert roles == set(ROLES)


def test_the_outreach_roles_read_what_the_loop_is_made_of() -> None:
	for doctype in ("Stakeholder Meeting", "Meeting Brief", "Meeting Log", "Thank You Follow Up"):
		for role in ROLES[:3]:
			assert "read" in matrix()[doctype][role]


def test_each_level_of_confidentiality_is_explained() -> None:
	levels = re.findall(r"^\s+\"(\w+)\": Level\.", (APP / "domain" / "clearance.py").read_text(), re.M)
	names = re.findall(r"\"(\w+)\": Level\.", (APP / "domain" / "clearance.py").read_text())
	for level in levels or names:
		assert f"**{level}**" in TEXT
