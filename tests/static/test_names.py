"""A public name stands for one thing."""

import ast
from collections import defaultdict

from tests.static.project import APP, python_files, tree

# Frappe or a report's page looks for these by their name.
EXPECTED_BY_THE_HOST = {
	*("validate", "before_insert", "on_update", "on_trash", "on_doctype_update", "get_data", "execute"),
	*(
		"on_meeting_change",
		"on_meeting_trash",
		"on_stakeholder_change",
		"on_stakeholder_update",
		"before_merge",
	),
}
# Each report has its own; they are read with the report's name.
PARTS_OF_A_REPORT = {"columns", "chart", "message", "nothing", "reading", "row"}
# An endpoint or a scheduler's entry is called as the verb that it passes a call on to.
DOORS = ("api", "tasks.py")


def test_no_public_name_stands_for_two_things() -> None:
	found: dict[str, list[str]] = defaultdict(list)
	for file in python_files():
		place = file.relative_to(APP)
		if place.parts[0] in (*DOORS, "hooks.py"):
			continue
		for node in tree(file).body:
			if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
				if node.name in PARTS_OF_A_REPORT and "report" in place.parts:
					continue
				found[node.name].append(str(place))
	twice = {
		name: places for name, places in found.items() if len(places) > 1 and name not in EXPECTED_BY_THE_HOST
	}
	assert twice == {}
