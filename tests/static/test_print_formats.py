"""Whatever can be printed has a format of its own, which the first click takes."""

import json

from tests.static.project import APP, doctypes


def formats() -> dict[str, dict]:
	files = APP.glob("*/print_format/*/*.json")
	return {one["name"]: one for one in (json.loads(file.read_text()) for file in files)}


def test_what_can_be_printed_has_a_format_of_its_own():
	there = formats()
	for name, doctype in doctypes().items():
		if not any(row.get("print") for row in doctype.get("permissions", ())):
			continue
		chosen = doctype.get("default_print_format")
		assert chosen in there, name
		assert there[chosen]["doc_type"] == name
		assert there[chosen]["module"] == doctype["module"]
		assert not there[chosen]["disabled"]
		assert there[chosen]["font_size"] >= 10


def test_the_case_reference_is_hidden_on_paper():
	fields = {field["fieldname"]: field for field in doctypes()["Stakeholder Meeting"]["fields"]}
	assert fields["case_ref"]["print_hide"] == 1
