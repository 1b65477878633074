"""Sealed fields are read and written through the vault: past it there are dots, which must not be compared or sent."""

import ast
from pathlib import Path

from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS, SEALED
from tests.static.project import APP, calls, doctypes, python_files, tree

READS = ("get_all", "get_list", "get_value", "get_values", "get_cached_value", "load_pairs")
WRITES = ("set_value", "db_set", "bulk_insert")
# Columns that other DocTypes have as well are told apart by the table that is named with them.
OWN_NAMES = {
	"person_name",
	"community",
	"leadership_role",
	"constituency",
	"causes",
	"affiliations",
	"jurisdiction",
	"desired_outcome",
	"ground_rules",
	"disclosure_boundary",
	"guest_name",
	"what_we_heard",
	"adaptations",
	"next_steps",
}
TABLES = {
	"Stakeholder Contact Point": "value",
	"Stakeholder Care Note": "text",
	"Agency Focal Person": "address",
	"Stakeholder Meeting": "location",
	"Meeting Log": "summary",
	"Meeting Attendance": "contribution",
	"Stakeholder Concern": "said",
	"Stakeholder Commitment": "promise",
	"Thank You Follow Up": "body",
}
MAY_READ_DOTS = {
	# It looks for the leaders of communities whose names are not sealed.
	"follow_up/messages/gate_facts.py",
	# What the user may list, opened for their own page.
	"follow_up/my_week.py",
	# A dashboard shows dots, as a list does.
	"partnerships/figures/list_attention.py",
}


def texts_in(call: ast.Call) -> set[str]:
	return {
		node.value
		for node in ast.walk(call)
		if isinstance(node, ast.Constant) and isinstance(node.value, str)
	}


def concerns_sealed_fields(call: ast.Call) -> bool:
	texts = texts_in(call)
	return bool(texts & OWN_NAMES) or any(
		table in texts and field in texts for table, field in TABLES.items()
	)


def files_with(names: tuple[str, ...]) -> set[str]:
	return {
		str(file.relative_to(APP))
		for file in python_files()
		for call in calls(file, *names)
		if concerns_sealed_fields(call) and not _is_shipped_for_tests(file)
	}


def _is_shipped_for_tests(file: Path) -> bool:
	return file.relative_to(APP).parts[0] in ("testing", "demo")


def test_who_reads_a_sealed_field_past_the_vault_is_known() -> None:
	assert files_with(READS) == MAY_READ_DOTS


def test_nobody_writes_a_sealed_field_past_the_vault() -> None:
	assert files_with(WRITES) == set()


def test_a_reader_past_the_vault_would_be_seen() -> None:
	call = ast.parse('frappe.get_all("Agency Focal Person", fields=["address"])').body[0].value
	assert concerns_sealed_fields(call)


def test_sealed_fields_are_texts_that_there_are() -> None:
	for doctype, sealed in SEALED.items():
		kinds = {field["fieldname"]: field["fieldtype"] for field in doctypes()[doctype]["fields"]}
		assert {kinds[field] for field in sealed} <= {
			"Data",
			"Autocomplete",
			"Small Text",
			"Text",
			"Long Text",
			"Code",
		}, doctype


def test_rows_with_sealed_fields_hold_their_texts_beside_them() -> None:
	for doctype in set(SEALED) - set(OF_RECORDS):
		folder = doctype.lower().replace(" ", "_")
		[file] = APP.glob(f"*/doctype/{folder}/{folder}.py")
		bases = {
			ast.unparse(base)
			for node in tree(file).body
			if isinstance(node, ast.ClassDef)
			for base in node.bases
		}
		assert bases == {"WithSealedTexts"}
