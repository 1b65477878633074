"""A changed level seals or opens what there is; without its key the vault stays closed, and says so."""

import json
from pathlib import Path

import frappe
import pytest

from stakeholder_crm.access.vault import keys
from stakeholder_crm.access.vault.keys import SETTING, VARIABLE, VaultLocked, ensure_key
from stakeholder_crm.base.doctypes import SEALED_TEXT
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.sealing import DOTS, new_key_line
from stakeholder_crm.patches import seal_confidential_records
from stakeholder_crm.safeguarding.change_vault_key import change_vault_key
from stakeholder_crm.stakeholders.duplicates.find_matches import find_matches
from stakeholder_crm.stakeholders.duplicates.load_people import person_of
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import ALIASES, NUMBER, confidential, words
from tests.security.vault.test_sealed_records import in_database


def version(doc) -> str:
	"""A version as the host keeps it, with the record's texts."""
	changes = {
		"changed": [
			["full_name", "Quokka Before", doc.full_name],
			["display_name", "Quokka Before", None],
			["trust", 1, 2],
		],
		"row_changed": [
			["contact_points", 0, "row", [["value", NUMBER, NUMBER], ["safety", "Unknown", "Safe"]]]
		],
		"added": [["care_notes", {"doctype": "Stakeholder Care Note", "text": "Quokka note"}]],
	}
	row = frappe.get_doc(
		{"doctype": "Version", "ref_doctype": doc.doctype, "docname": doc.name, "data": json.dumps(changes)}
	)
	# The host writes versions for any user.
	return row.insert(ignore_permissions=True).name


@pytest.mark.parametrize("kind", KINDS)
def test_a_raised_level_seals_the_record_and_its_versions(kind, acting, form_of):
	doc = factories.STAKEHOLDERS[kind](
		**words(kind), contact_points=[factories.contact_point(value="quokka@example.org")]
	)
	kept = version(doc)
	assert in_database("quokka")
	doc.reload()
	doc.update({"confidentiality": "Confidential", "safe_alias": ALIASES[kind]})
	doc.save()
	assert in_database("quokka", NUMBER) == []
	assert json.loads(frappe.db.get_value("Version", kept, "data"))["changed"][2] == ["trust", 1, 2]
	assert form_of(doc).full_name == words(kind)["full_name"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_lowered_level_opens_it(kind, acting):
	doc = frappe.get_doc(kind, confidential(kind).name)
	doc.update({"confidentiality": "Restricted", "lowered_because": "She spoke on the radio"})
	doc.save(ignore_version=False)
	doc = frappe.get_doc(kind, doc.name)
	assert {field: doc.get(field) for field in words(kind)} == words(kind)
	assert [row.value for row in doc.contact_points][1] == NUMBER
	assert not frappe.get_all(SEALED_TEXT, filters={"name": ("like", f"%{doc.name}")})
	versions = frappe.get_all("Version", filters={"docname": doc.name}, pluck="data")
	assert versions
	assert not [data for data in versions if DOTS in data and "full_name" in data]


def test_a_merge_with_a_confidential_record_seals_both_and_is_undone(users, as_user, form_of):
	from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
	from stakeholder_crm.stakeholders.merging.undo import undo_merge

	with as_user(users["outreach"]):
		hidden = confidential("Activist")
		plain = factories.activist(full_name="Quokka Plain", contact_points=[factories.contact_point()])
		log = merge_stakeholders(("Activist", plain.name), ("Activist", hidden.name), ["safe_alias"])
		assert in_database("quokka", NUMBER) == []
		shown = form_of(plain)
		assert shown.full_name == "Quokka Plain"
		assert NUMBER in [row.value for row in shown.contact_points]
		undo_merge(log)
		assert frappe.db.get_value("Activist", plain.name, "full_name") == "Quokka Plain"
		assert form_of(hidden).full_name == words("Activist")["full_name"]
		assert NUMBER in [row.value for row in form_of(hidden).contact_points]


def test_records_from_before_the_vault_are_sealed(acting, form_of, as_user):
	doc = factories.activist(**words("Activist"), care_notes=[{"kind": "Do", "text": "Quokka note"}])
	version(doc)
	stored = {"confidentiality": "Confidential", "safe_alias": "Plover", "display_name": "Plover"}
	frappe.db.set_value("Activist", doc.name, stored)
	gone = factories.activist(full_name="Quokka Gone")
	with as_user("Administrator"):
		frappe.delete_doc("Activist", gone.name)
	copy = frappe.get_last_doc("Deleted Document", {"deleted_name": gone.name})
	data = {
		**json.loads(copy.data),
		"confidentiality": "Confidential",
		"safe_alias": "Gone",
		"display_name": "Gone",
	}
	copy.db_set("data", json.dumps(data))
	for _time in range(2):
		seal_confidential_records.execute()
	assert in_database("quokka", NUMBER) == []
	assert form_of(doc).full_name == words("Activist")["full_name"]


def test_a_new_key_takes_over_and_the_old_one_may_go(acting, key_file, form_of):
	doc = confidential("Activist")
	twin = confidential("Activist", insert=False)
	second = new_key_line(2)
	key_file.write_text(f"{key_file.read_text()}\n{second}")
	assert change_vault_key() == 1
	assert change_vault_key() == 0
	key_file.write_text(second)
	assert [match.pair for match in find_matches([person_of(twin)])[0]] == [("Activist", doc.name)]
	assert form_of(doc).full_name == words("Activist")["full_name"]


@pytest.mark.parametrize("there", ["", "2", "1", None])
def test_without_its_key_nothing_is_shown_and_nothing_is_lost(there, acting, key_file, form_of):
	doc = confidential("Activist")
	sealed = frappe.get_all(SEALED_TEXT, fields=["name", "sealed"], order_by="name")
	right = key_file.read_text()
	if there is None:
		key_file.unlink()
	else:
		key_file.write_text(new_key_line(int(there)) if there else "# no key\n")
	shown = form_of(doc)
	assert shown.full_name == DOTS
	assert "ystem administrator" in str(frappe.local.message_log) or "key" in str(frappe.local.message_log)
	with pytest.raises(VaultLocked):
		frappe.get_doc("Activist", doc.name).save()
	if there != "2":
		with pytest.raises(VaultLocked):
			confidential("Activist")
	assert frappe.get_all(SEALED_TEXT, fields=["name", "sealed"], order_by="name") == sealed
	key_file.write_text(right)
	keys._text_of.cache_clear()
	assert form_of(doc).full_name == words("Activist")["full_name"]


def test_a_record_whose_key_is_lost_can_be_deleted(acting, key_file, as_user):
	doc = confidential("Activist")
	key_file.write_text(new_key_line(2))
	with as_user("Administrator"):
		frappe.delete_doc("Activist", doc.name)
	assert not frappe.get_all(SEALED_TEXT, filters={"name": ("like", f"%{doc.name}")})


def test_a_bad_line_of_keys_is_named(acting, key_file, monkeypatch):
	monkeypatch.setenv(VARIABLE, f"{new_key_line(1)},2:short")
	with pytest.raises(VaultLocked, match="Line 2"):
		confidential("Activist")


def test_a_site_without_a_key_gets_one_outside_its_folder(monkeypatch, tmp_path):
	stored = {}
	monkeypatch.delitem(frappe.conf, SETTING, raising=False)
	monkeypatch.delenv(VARIABLE, raising=False)
	monkeypatch.setattr(keys, "get_bench_path", lambda: str(tmp_path))
	monkeypatch.setattr(
		keys, "update_site_config", lambda key, value, **_options: stored.update({key: value})
	)
	path = Path(ensure_key())
	assert stored == {SETTING: str(path)}
	assert path.stat().st_mode & 0o077 == 0
	assert keys.load_keyring().current == 1
	key = path.read_text()
	assert ensure_key() is None
	frappe.conf.pop(SETTING)
	assert ensure_key() is None
	assert path.read_text() == key
