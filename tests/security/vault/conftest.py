"""A Confidential stakeholder of each type, with a word of its own in each sealed field; and requests that show one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.desk.form.load import getdoc
from frappe.model.document import Document
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.access.vault.keys import SETTING, VARIABLE
from stakeholder_crm.access.vault.named_in_request import note_request
from stakeholder_crm.access.vault.sealed_fields import SEALED
from stakeholder_crm.domain.sealing import new_key_line
from stakeholder_crm.testing import factories

GETDOC = "/api/method/frappe.desk.form.load.getdoc"
ALIASES = {"Community Leader": "Heron", "Activist": "Plover", "Partner Agency": "Curlew"}
NUMBER = "+447700900941"


def words(kind: str) -> dict[str, str]:
	"""Texts for the sealed fields of a type."""
	return {field: f"Quokka{kind[:8]}{field.replace('_', '')}" for field in SEALED[kind]}


def confidential(kind: str, **fields: Any) -> Document:
	"""A Confidential stakeholder of the session's user."""
	tables: dict[str, Any] = {
		"contact_points": [
			factories.contact_point(value=f"quokka{kind[:3].lower()}@example.org"),
			factories.contact_point(channel="Phone", value=NUMBER, preferred=0),
		],
		"care_notes": [{"kind": "Don't", "text": "Quokkanote", "source": "Quokkasource"}],
	}
	if kind == "Partner Agency":
		tables["focal_people"] = [
			factories.focal_person(
				person_name="Quokka Person", role="Quokkarole", address="quokkarow@example.org"
			)
		]
	values = {**words(kind), **tables, **fields}
	return factories.STAKEHOLDERS[kind](confidentiality="Confidential", safe_alias=ALIASES[kind], **values)


@pytest.fixture(autouse=True)
def versions(monkeypatch) -> None:
	"""The host writes none in tests, where nobody would see what they hold."""
	save = Document._save

	# The host's own arguments: the permission asked for stays what the caller says, the version is always written.
	def with_version(self, ignore_permissions=None, ignore_version=None):
		return save(self, ignore_permissions, ignore_version=False)

	monkeypatch.setattr(Document, "_save", with_version)


@pytest.fixture
def acting(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def asked() -> Callable[..., None]:
	"""The session's own request, as the host reads it before anything else runs."""

	def ask(path: str = GETDOC, **arguments: Any) -> None:
		frappe.local.request = Request(EnvironBuilder(path=path, method="POST", data={}).get_environ())
		frappe.local.form_dict = frappe._dict(arguments)
		note_request()

	yield ask
	frappe.local.named_in_request = frozenset()


@pytest.fixture
def form_of(asked) -> Callable[[Document], dict[str, Any]]:
	"""A record as its form gets it."""

	def show(doc: Document) -> dict[str, Any]:
		asked(GETDOC, doctype=doc.doctype, name=doc.name)
		frappe.local.response = frappe._dict(docs=[])
		getdoc(doc.doctype, doc.name)
		return frappe.local.response.docs[0].as_dict()

	return show


@pytest.fixture
def key_file(monkeypatch, tmp_path) -> Path:
	"""A key file of the test's own, with one key."""
	file = tmp_path / "keys"
	file.write_text(new_key_line(1))
	monkeypatch.setitem(frappe.conf, SETTING, str(file))
	monkeypatch.delenv(VARIABLE, raising=False)
	return file
