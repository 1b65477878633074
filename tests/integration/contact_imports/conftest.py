"""An import as somebody makes it: a record, a private file, and runs that happen when the test says so."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.model.document import Document

from stakeholder_crm.stakeholders.imports import commands
from tests.integration.thank_yous.dispatcher.dying_process import Killed, Process

Import = Callable[..., Document]


@pytest.fixture
def new_import(transaction: None) -> Import:
	"""`new_import("Activist", text)`: saved, with the file attached, by the session's user."""

	def make(kind: str, content: str | bytes, /, filename: str = "contacts.csv", **fields: Any) -> Document:
		doc = frappe.get_doc({"doctype": "Contact Import", "kind": kind, **fields}).insert()
		return attach(doc, content, filename)

	return make


def attach(doc: Document, content: str | bytes, filename: str = "contacts.csv", **fields: Any) -> Document:
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": filename,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
			"attached_to_field": "import_file",
			"is_private": 1,
			"content": content.encode() if isinstance(content, str) else content,
			**fields,
		}
	).insert()
	doc.reload()
	doc.import_file = file.file_url
	return doc.save()


@pytest.fixture
def process(transaction: None) -> Process:
	"""What a worker is: its commits keep, its rollbacks lose, and it may die in between."""
	return Process(lambda: None, lambda _event: None)


@pytest.fixture
def work(process: Process, jobs: Any, run_after_commit: Callable[[], None]) -> Callable[[Document], Document]:
	"""`work(doc)` runs what was queued for it, and loads it again. A worker that dies is gone, with its job."""

	def run(doc: Document) -> Document:
		user = frappe.session.user
		run_after_commit()
		process.take_over()
		try:
			jobs.run("stakeholder_crm.stakeholders.imports")
		except Killed:
			process.lose()
		finally:
			process.give_back()
		frappe.set_user(user)
		return frappe.get_doc(doc.doctype, doc.name)

	return run


@pytest.fixture
def checked(new_import: Import, work: Callable[[Document], Document]) -> Import:
	"""The same, and looked through."""

	def make(*args: Any, **fields: Any) -> Document:
		doc = new_import(*args, **fields)
		commands.preview_import(doc)
		return work(doc)

	return make
