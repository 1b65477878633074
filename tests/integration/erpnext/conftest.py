"""ERPNext's own records, with no company behind them, and people who hold ERPNext's roles beside ours."""

from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.model.document import Document

from stakeholder_crm.testing import factories


@pytest.fixture
def buyer(users: dict[str, str]) -> str:
	"""One of the outreach staff who works with ERPNext, too."""
	roles = ["Purchase User", "Sales User", "Projects User", "HR User"]
	return factories.make_user(users["outreach"], "", roles)


@pytest.fixture
def sales_only() -> str:
	"""Somebody who has nothing to do with outreach."""
	return factories.make_user("sales-only@crm-test.example", "Sal", ["Sales User", "Purchase User"])


@pytest.fixture
def _as_buyer(as_user, buyer: str) -> Iterator[None]:
	with as_user(buyer):
		yield


@pytest.fixture
def theirs() -> Callable[..., Document]:
	"""`theirs("Supplier", supplier_name="Acme")`: a record of ERPNext's, whoever is logged in."""

	def make(doctype: str, **values: object) -> Document:
		doc = frappe.get_doc({"doctype": doctype, **values})
		doc.flags.ignore_mandatory = True
		return doc.insert(ignore_permissions=True)

	return make
