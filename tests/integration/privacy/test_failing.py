"""When an erasure cannot be carried out, nothing has changed, and the request says why."""

import frappe
import pytest

from stakeholder_crm.safeguarding.privacy import requests
from tests.integration.privacy.conftest import NAME


@pytest.fixture
def half_way(person, monkeypatch):
	"""`half_way(error)`: the erasure has begun when this happens."""

	def fail(error: Exception) -> None:
		def begin(pair, **_options):
			frappe.db.set_value(*pair, "full_name", "half erased")
			raise error

		monkeypatch.setattr(requests, "erase_person", begin)

	return fail


@pytest.fixture
def committed(approved, monkeypatch):
	"""What came before the erasure is committed: these tests can only go back to where it began."""
	rollback = frappe.db.rollback

	def back(*, save_point=None):
		rollback(save_point=save_point or requests.SAVEPOINT)

	monkeypatch.setattr(frappe.db, "rollback", back)
	return approved


@pytest.mark.parametrize("error", [frappe.QueryDeadlockError, frappe.QueryTimeoutError])
def test_where_somebody_else_was_faster_it_can_be_carried_out_again(
	person, committed, carry_out, half_way, error
):
	half_way(error())
	request = carry_out(committed)
	assert request.status == "Approved"
	assert "again" in request.failed_because
	assert frappe.db.get_value(*person.pair, "full_name") == NAME


def test_what_nobody_foresaw_is_in_the_error_log(person, approved, carry_out, half_way, as_user, users):
	half_way(RuntimeError("no space left"))
	request = carry_out(approved)
	assert request.status == "Approved"
	assert "nothing was erased" in request.failed_because
	assert frappe.db.get_value(*person.pair, "full_name") == NAME
	error = frappe.get_last_doc("Error Log", filters={"reference_name": request.name})
	assert "no space left" in error.error
	assert NAME not in error.error


def test_somebody_who_was_erased_meanwhile_is_not_erased_again(person, approved, carry_out):
	frappe.db.set_value(*person.pair, "status", "Anonymised")
	request = carry_out(approved)
	assert request.status == "Approved"
	assert "already erased" in request.failed_because
