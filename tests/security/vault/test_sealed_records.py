"""A Confidential record's texts are not in its columns, and its readers notice nothing."""

import json
import pickle
from pathlib import Path

import frappe
import pytest
import redis
from frappe.desk.form.save import savedocs
from frappe.www.printview import get_html_and_style

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import opened, put_in
from stakeholder_crm.access.vault.sealed_fields import SEALED
from stakeholder_crm.base.doctypes import SEALED_TEXT
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.compat import text_columns
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.stakeholders.search import search_stakeholders
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import NUMBER, confidential, words


def in_database(*texts: str) -> list[str]:
	"""The columns in which one of the texts is found."""
	found = []
	for table, columns in text_columns().items():
		source = frappe.qb.Table(table)
		for row in frappe.qb.from_(source).select(*(source[column] for column in columns)).run(as_dict=True):
			for column, value in row.items():
				if isinstance(value, str) and any(text.casefold() in value.casefold() for text in texts):
					found.append(f"{table}.{column}")
	return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_column_holds_a_word_of_it(kind, acting):
	confidential(kind)
	assert in_database("quokka", NUMBER) == []


def in_redis(text: str) -> list[bytes]:
	"""The keys of this site under which Redis keeps a text, as it is or pickled."""
	found = []
	for key in frappe.cache.scan_iter(f"{frappe.conf.db_name}|*"):
		kind = frappe.cache.type(key)
		kept = {
			b"string": lambda key: [redis.Redis.get(frappe.cache, key)],
			b"hash": lambda key: redis.Redis.hgetall(frappe.cache, key).values(),
			b"list": lambda key: redis.Redis.lrange(frappe.cache, key, 0, -1),
			b"set": lambda key: redis.Redis.smembers(frappe.cache, key),
		}[kind](key)
		if any(text.encode() in (value or b"").lower() for value in kept):
			found.append(key)
	return found


def in_files(text: str) -> list[str]:
	"""The files of the site that hold a text: logs, attachments, locks."""
	return [
		str(file)
		for file in Path(frappe.get_site_path()).rglob("*")
		if file.is_file() and text.encode() in file.read_bytes().lower()
	]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_it_in_caches_and_files(kind, acting, form_of, asked):
	doc = confidential(kind)
	posted = form_of(doc)
	posted["trust"] = 4
	asked("/api/method/frappe.desk.form.save.savedocs", doc=frappe.as_json(posted), action="Save")
	savedocs(frappe.local.form_dict.doc, "Save")
	asked("/printview", doctype=kind, name=doc.name)
	frappe.get_print(kind, doc.name)
	search_stakeholders("quokka")
	frappe.get_cached_doc(kind, doc.name)
	assert in_database("quokka") == []
	assert in_redis("quokka") == []
	assert in_files("quokka") == []


def test_a_text_in_a_cache_or_a_file_would_be_found(acting):
	open_one = factories.activist(full_name="Quokka Open")
	frappe.get_cached_doc("Activist", open_one.name)
	assert in_redis("quokka")
	file = Path(frappe.get_site_path("private", "files", "quokka.txt"))
	file.write_text("Quokka")
	try:
		assert in_files("quokka") == [str(file)]
	finally:
		file.unlink()


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_that_is_not_sealed_is_found(kind, acting):
	factories.STAKEHOLDERS[kind](full_name="Quokka Open")
	assert f"tab{kind}.full_name" in in_database("quokka")


@pytest.mark.parametrize("kind", KINDS)
def test_its_readers_form_shows_the_texts(kind, acting, form_of):
	doc = confidential(kind)
	shown = form_of(doc)
	assert {field: shown[field] for field in SEALED[kind]} == words(kind)
	assert [row.value for row in shown.contact_points] == [
		f"quokka{kind[:3].lower()}@example.org",
		NUMBER,
	]
	assert shown.care_notes[0].text == "Quokkanote"


@pytest.mark.parametrize("print_format", [None, "Standard"])
def test_its_readers_print_shows_what_may_be_printed(print_format, acting, asked):
	doc = confidential("Activist")
	arguments = {"doctype": "Activist", "name": doc.name}
	asked("/printview", **arguments)
	page = frappe.get_print(*arguments.values(), print_format)
	assert words("Activist")["causes"] in page
	assert words("Activist")["full_name"] not in page
	assert NUMBER not in page
	asked("/api/method/frappe.client.get", **arguments)
	assert "uokka" not in frappe.get_print(*arguments.values(), print_format)


def test_another_request_of_its_reader_opens_nothing(acting, asked):
	doc, other = confidential("Activist"), factories.activist()
	asked(doctype="Activist", name=other.name)
	seen = frappe.get_doc("Activist", doc.name)
	seen.run_method("onload")
	assert seen.full_name == DOTS
	asked("/api/method/frappe.client.get", doctype="Activist", name=doc.name)
	seen.run_method("onload")
	assert seen.full_name == DOTS


def test_who_may_not_read_it_is_shown_nothing(users, as_user, asked):
	with as_user(users["outreach"]):
		doc = confidential("Activist")
	with as_user(users["outreach2"]):
		asked(doctype="Activist", name=doc.name)
		seen = frappe.get_doc("Activist", doc.name)
		seen.run_method("onload")
		assert seen.full_name == DOTS


def test_a_form_saved_with_its_texts_keeps_them(acting, form_of):
	doc = confidential("Activist")
	posted = form_of(doc)
	posted["causes"] = "Quokkanew"
	posted["contact_points"][1]["value"] = "+447700900942"
	frappe.get_doc(json.loads(frappe.as_json(posted))).save()
	assert in_database("quokka") == []
	shown = form_of(doc)
	assert shown.causes == "Quokkanew"
	assert shown.full_name == words("Activist")["full_name"]
	assert shown.contact_points[1].value == "+447700900942"


def test_a_record_saved_with_dots_keeps_its_texts(acting, form_of):
	doc = frappe.get_doc("Activist", confidential("Activist").name)
	doc.trust = 3
	doc.save()
	assert form_of(doc).full_name == words("Activist")["full_name"]


def test_a_row_that_is_gone_takes_its_text_along(acting, form_of):
	doc = frappe.get_doc("Activist", confidential("Activist").name)
	doc.contact_points = doc.contact_points[1:]
	doc.save()
	assert [row.value for row in form_of(doc).contact_points] == [NUMBER]


def test_the_checks_see_the_texts(acting):
	doc = frappe.get_doc("Activist", confidential("Activist").name)
	doc.append("contact_points", factories.contact_point(channel="Phone", value=NUMBER, preferred=0))
	with pytest.raises(frappe.ValidationError, match="listed twice"):
		doc.save()


def test_dots_that_stand_for_nothing_are_refused(acting):
	with pytest.raises(frappe.ValidationError, match="not stored"):
		factories.activist(confidentiality="Confidential", safe_alias="Plover", full_name=DOTS)


@pytest.mark.parametrize("level", ["Open", "Confidential"])
@pytest.mark.parametrize("way", ["insert", "save"])
def test_a_new_record_that_takes_the_number_of_another_gets_none_of_its_texts(level, way, users, as_user):
	with as_user(users["outreach"]):
		hidden = confidential("Activist")
	with as_user(users["outreach2"]):
		thief = factories.activist(insert=False, full_name=DOTS, confidentiality=level, safe_alias="Thief")
		thief.name = hidden.name
		with pytest.raises(frappe.ValidationError, match="not stored") as refused:
			getattr(thief, way)()
		assert "uokka" not in f"{refused.value}{thief.as_json()}"


@pytest.mark.parametrize("claims", [{}, {"__islocal": 1}, {"__islocal": 1, "confidentiality": "Open"}])
def test_a_posted_document_that_calls_itself_new_is_printed_with_dots(claims, users, as_user, asked):
	with as_user(users["outreach"]):
		hidden = confidential("Activist")
	with as_user(users["outreach2"]):
		posted = {**frappe.get_doc("Activist", hidden.name).as_dict(), **claims}
		asked("/api/method/frappe.www.printview.get_html_and_style", doc=frappe.as_json(posted))
		try:
			page = str(get_html_and_style(frappe.as_json(posted), print_format="Standard"))
		except frappe.PermissionError:
			page = "refused"
		assert page
		assert "uokka" not in page


def test_a_lowered_level_opens_nothing_without_write_permission(users, as_user):
	with as_user(users["outreach"]):
		hidden = confidential("Activist")
	with as_user(users["outreach2"]):
		posted = frappe.get_doc("Activist", hidden.name)
		posted.update({"confidentiality": "Open", "lowered_because": "I want to know"})
		with pytest.raises(frappe.PermissionError):
			posted.save()
		assert posted.full_name == DOTS


def test_no_event_of_another_app_sees_a_text(acting, monkeypatch):
	seen: list[str] = []

	def note(doc, method=None):
		seen.extend(str(value) for value in doc.as_dict().values())

	events = (
		"before_insert",
		"before_validate",
		"validate",
		"before_save",
		"after_insert",
		"on_update",
		"on_change",
	)
	hooks = frappe.get_doc_hooks()
	of_app = {event: [*hooks["Activist"].get(event, []), "another_app.note"] for event in events}
	get_attr = frappe.get_attr
	monkeypatch.setattr(
		frappe, "get_attr", lambda name: note if name == "another_app.note" else get_attr(name)
	)
	monkeypatch.setattr(
		frappe.local,
		"doc_events_hooks",
		{**hooks, "Activist": {**hooks["Activist"], **of_app}},
		raising=False,
	)
	frappe.get_doc("Activist", confidential("Activist").name).save()
	assert seen
	assert not [value for value in seen if "quokka" in value.casefold()]


def test_a_copy_for_a_cache_or_a_job_holds_dots(acting):
	doc = frappe.get_doc("Activist", confidential("Activist").name)
	put_in(doc)
	assert b"uokka" not in pickle.dumps(doc)
	with opened(doc):
		assert doc.full_name == words("Activist")["full_name"]
	assert doc.full_name == DOTS


def test_a_deleted_record_is_dots_and_its_texts_are_gone(acting, as_user):
	doc = confidential("Activist")
	with as_user("Administrator"):
		frappe.delete_doc("Activist", doc.name)
	assert in_database("quokka") == []
	assert not frappe.get_all(SEALED_TEXT, filters={"name": ("like", f"%{doc.name}")})


def test_a_renamed_record_keeps_its_texts(acting, as_user, form_of):
	doc = confidential("Activist")
	with as_user("Administrator"):
		frappe.rename_doc("Activist", doc.name, "ACT-renamed", force=True)
	assert form_of(frappe.get_doc("Activist", "ACT-renamed")).full_name == words("Activist")["full_name"]


@pytest.mark.parametrize("word", ["quokkaactivistfull", "QUOKKAACTIVISTCAUSES"])
def test_its_readers_find_it_by_its_real_name(word, users, as_user):
	with as_user(users["outreach"]):
		doc = confidential("Activist")
		assert [found.display_name for found in search_stakeholders(word)] == ["Plover"]
		assert doc.name == search_stakeholders(word)[0].stakeholder
	with as_user(users["outreach2"]):
		assert search_stakeholders(word) == []


def test_a_sealed_field_is_not_set_past_the_vault(acting):
	doc = confidential("Activist")
	with pytest.raises(frappe.ValidationError, match="sealed"):
		doc.db_set("full_name", "Another Name")
	doc.db_set("trust", 2)
	assert frappe.db.get_value("Activist", doc.name, "trust") == 2


def test_many_are_read_at_once(acting):
	names = [confidential("Activist").name for _number in range(3)]
	rows = get_all_opened("Activist", filters={"name": ("in", names)}, fields=["full_name"], order_by="name")
	assert {row.full_name for row in rows} == {words("Activist")["full_name"]}


def test_an_error_while_it_is_saved_is_logged_without_its_texts(acting, form_of, asked, monkeypatch):
	posted = form_of(confidential("Activist"))
	asked("/api/method/frappe.desk.form.save.savedocs", doc=frappe.as_json(posted))
	logged: list[dict] = []
	monkeypatch.setattr(frappe, "log_error", lambda **values: logged.append(values))

	def fail(self):
		raise KeyError("a fault")

	monkeypatch.setattr("stakeholder_crm.stakeholders.stakeholder.Stakeholder.check", fail)
	with pytest.raises(frappe.ValidationError, match="could not be saved") as refused:
		frappe.get_doc(json.loads(frappe.as_json(posted))).save()
	assert refused.value.http_status_code < 500
	assert "a fault" in logged[0]["message"]
	assert "quokka" not in str(logged).casefold()
