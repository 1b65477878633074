"""The DocTypes' JSON files keep the promises that every one of them makes."""

import json
import re
from typing import Any

import pytest

from tests.static.project import APP, KINDS, MASTERS, READ_BY_NOBODY, doctypes, fields

# A description says what the label does not, in one line, or is left out: a form must not read like a manual.
LONGEST_DESCRIPTION = 100
MOST_DESCRIPTIONS_OF_A_STAKEHOLDER = 9
OWN_FIELDS = {
	"Community Leader": {"community", "leadership_role", "constituency"},
	"Activist": {"causes", "affiliations"},
	"Partner Agency": {"agency_type", "jurisdiction", "services", "referral_protocol", "focal_people"},
}
# A suppression carries nobody's name: there is nothing to be its title.
UNTITLED = {"Contact Suppression"}
# Where a table may be shown, how wide its columns are is a matter of looks.
LOOKS = {"columns", "width"}

# Nobody opens it; a version of it would keep what an erasure deletes.
CIPHERTEXT = "Sealed Text"


def with_records() -> list[Any]:
	"""Those with a list and a form."""
	rows = [one for one in doctypes().values() if not one.get("istable") and not one.get("issingle")]
	rows = [one for one in rows if one["name"] != CIPHERTEXT]
	return [pytest.param(one, id=one["name"]) for one in rows]


def all_of_them() -> list[Any]:
	return [pytest.param(one, id=name) for name, one in doctypes().items()]


def shared_fields(kind: str) -> list[dict[str, Any]]:
	return [field for field in doctypes()[kind]["fields"] if field["fieldname"] not in OWN_FIELDS[kind]]


def comparable(kind: str) -> dict[str, dict[str, Any]]:
	return {
		field["fieldname"]: {key: value for key, value in field.items() if key not in LOOKS}
		for field in shared_fields(kind)
		if field["fieldtype"] not in ("Section Break", "Column Break", "Tab Break")
	}


@pytest.mark.parametrize("kind", KINDS[1:])
def test_the_kinds_share_identical_fields(kind: str) -> None:
	first = comparable(KINDS[0])
	other = comparable(kind)
	assert other.keys() == first.keys()
	for fieldname, field in first.items():
		assert other[fieldname] == field, fieldname


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_fields(kind: str) -> None:
	assert OWN_FIELDS[kind] <= {field["fieldname"] for field in doctypes()[kind]["fields"]}


def words_of(text: str) -> list[str]:
	return re.findall(r"[^\W_]+", text.casefold())


@pytest.mark.parametrize("doctype", all_of_them())
def test_every_field_has_a_label(doctype: dict[str, Any]) -> None:
	for field in fields(doctype):
		assert field.get("label"), field["fieldname"]


@pytest.mark.parametrize("doctype", all_of_them())
def test_a_description_is_one_line_that_does_not_repeat_its_label(doctype: dict[str, Any]) -> None:
	for field in doctype["fields"]:
		description = field.get("description")
		if description is None:
			continue
		where = f"{field['fieldname']}: {description}"
		assert description.strip(), where
		assert "\n" not in description, where
		assert len(description) <= LONGEST_DESCRIPTION, where
		assert words_of(description) != words_of(field.get("label") or ""), where


@pytest.mark.parametrize("kind", KINDS)
def test_only_few_fields_of_a_stakeholder_need_a_description(kind: str) -> None:
	described = [field["fieldname"] for field in doctypes()[kind]["fields"] if field.get("description")]
	assert len(described) <= MOST_DESCRIPTIONS_OF_A_STAKEHOLDER, described


@pytest.mark.parametrize("doctype", all_of_them())
def test_field_order_lists_every_field_once(doctype: dict[str, Any]) -> None:
	names = [field["fieldname"] for field in doctype["fields"]]
	assert sorted(doctype["field_order"]) == sorted(names)
	assert len(set(names)) == len(names)


@pytest.mark.parametrize("doctype", all_of_them())
def test_links_lead_to_doctypes_and_tables_to_tables(doctype: dict[str, Any]) -> None:
	names = {field["fieldname"]: field for field in doctype["fields"]}
	for field in fields(doctype):
		if field["fieldtype"] in ("Table", "Table MultiSelect"):
			assert doctypes()[field["options"]].get("istable"), field["fieldname"]
		if field["fieldtype"] == "Dynamic Link":
			assert names[field["options"]]["options"] == "DocType", field["fieldname"]


@pytest.mark.parametrize("doctype", with_records())
def test_a_record_has_a_title_that_carries_no_identity_in_its_name(doctype: dict[str, Any]) -> None:
	assert doctype["autoname"].endswith("#####") or doctype["name"] in MASTERS
	if doctype["name"] not in UNTITLED:
		assert doctype["title_field"] in {field["fieldname"] for field in fields(doctype)}
	assert doctype.get("allow_rename", 0) == 0


@pytest.mark.parametrize("kind", [*KINDS, "Stakeholder Meeting"])
def test_a_link_to_it_shows_its_title(kind: str) -> None:
	assert doctypes()[kind]["show_title_field_in_link"] == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_name_is_never_searched_or_listed(kind: str) -> None:
	doctype = doctypes()[kind]
	full_name = next(field for field in fields(doctype) if field["fieldname"] == "full_name")
	assert doctype["title_field"] == "display_name"
	assert "full_name" not in doctype["search_fields"]
	for flag in ("in_list_view", "in_standard_filter", "in_global_search", "in_preview", "in_filter"):
		assert not full_name.get(flag), flag


@pytest.mark.parametrize("doctype", with_records())
def test_status_and_what_is_computed_are_not_copied(doctype: dict[str, Any]) -> None:
	for field in fields(doctype):
		if field["fieldname"] == "status" or field["fieldname"] == "amended_from":
			assert field.get("no_copy") == 1, field["fieldname"]


@pytest.mark.parametrize("doctype", with_records())
def test_the_list_shows_a_few_columns_and_can_be_filtered(doctype: dict[str, Any]) -> None:
	columns = [field["fieldname"] for field in fields(doctype) if field.get("in_list_view")]
	filters = [field["fieldname"] for field in fields(doctype) if field.get("in_standard_filter")]
	assert 3 <= len(columns) <= 6
	assert filters


@pytest.mark.parametrize("doctype", with_records())
def test_changes_are_tracked(doctype: dict[str, Any]) -> None:
	assert doctype["track_changes"] == 1


@pytest.mark.parametrize("doctype", all_of_them())
def test_lists_are_sorted_by_a_field_that_is_there(doctype: dict[str, Any]) -> None:
	names = {field["fieldname"] for field in doctype["fields"]} | {"modified", "creation", "name"}
	assert doctype["sort_field"] in names


@pytest.mark.parametrize("doctype", all_of_them())
def test_nobody_gets_in_by_a_role_that_everybody_has(doctype: dict[str, Any]) -> None:
	roles = {row["role"] for row in doctype.get("permissions", [])}
	assert roles.isdisjoint({"All", "Guest", "Desk User"})
	if doctype.get("istable") or doctype["name"] in READ_BY_NOBODY:
		assert not roles
	else:
		assert roles


@pytest.mark.parametrize("doctype", all_of_them())
def test_the_controller_says_the_types_of_its_fields(doctype: dict[str, Any]) -> None:
	"""Frappe writes the block when a DocType is saved in developer mode (export_python_type_annotations)."""
	scrubbed = doctype["name"].lower().replace(" ", "_")
	module = doctype["module"].lower().replace(" ", "_")
	text = (APP / module / "doctype" / scrubbed / f"{scrubbed}.py").read_text()
	block = text.partition("# begin: auto-generated types")[2].partition("# end: auto-generated types")[0]
	typed = {line.split(":")[0].strip() for line in block.splitlines() if ": DF." in line}
	# An HTML field shows something and holds nothing.
	values = {field["fieldname"] for field in fields(doctype) if field["fieldtype"] not in ("HTML", "Button")}
	assert values <= typed, f"missing: {sorted(values - typed)}"


def test_reports_and_workspaces_are_for_our_roles_only() -> None:
	ours = {"Outreach Staff", "Outreach Manager", "Safeguarding Lead"}
	files = [*APP.glob("*/report/*/*.json"), *APP.glob("*/workspace/*/*.json")]
	assert files
	for file in files:
		roles = {row["role"] for row in json.loads(file.read_text())["roles"]}
		assert roles, file.name
		assert roles <= ours, file.name
