"""Who can act as a user who sees records is in the access log, and the safeguarding lead is told."""

import frappe
import pytest
from frappe.core.doctype.user import user as users_of_host
from frappe.core.doctype.user.user import generate_keys

from stakeholder_crm.access.host_endpoints import identities
from stakeholder_crm.access.log.record_access import ACCESS_LOG


def _logged(action: str) -> list[tuple[str, str]]:
	rows = frappe.get_all(
		ACCESS_LOG, filters={"action": action}, fields=["user", "reference_name"], order_by="name"
	)
	return [(row.user, row.reference_name) for row in rows]


def _told(safeguarding: str) -> list[str]:
	about = {"for_user": safeguarding, "document_type": ("in", ("User", "Role"))}
	return frappe.get_all("Notification Log", filters=about, pluck="subject", order_by="creation")


def test_a_password_that_another_user_sets(transaction, users, as_user, system_manager):
	with as_user(system_manager):
		user = frappe.get_doc("User", users["outreach"])
		user.new_password = "A long pass phrase 7!"
		user.save()
	assert _logged("Password Set") == [(system_manager, users["outreach"])]
	assert any("password" in subject for subject in _told(users["safeguarding"]))


def test_an_api_key_that_another_user_makes(transaction, users, as_user, system_manager):
	with as_user(system_manager):
		generate_keys(users["manager"])
	assert _logged("API Key Created") == [(system_manager, users["manager"])]
	with as_user(system_manager):
		frappe.get_doc("User", users["manager"]).save()
	assert len(_logged("API Key Created")) == 1


def test_users_who_see_nothing_of_ours_are_not_logged(transaction, users, as_user, system_manager):
	with as_user(system_manager):
		generate_keys(users["outsider"])
	assert _logged("API Key Created") == []


def test_a_role_that_is_merged_into_ours(transaction, users):
	frappe.get_doc({"doctype": "Role", "role_name": "Gate Keeper"}).insert()
	frappe.rename_doc("Role", "Gate Keeper", "Outreach Staff", merge=True, force=True)
	assert _logged("Role Renamed") == [("Administrator", "Outreach Staff")]


@pytest.fixture
def host_lets_everybody(monkeypatch) -> list[str]:
	"""As in Frappe 16.4.1: the host acts without asking."""
	acted: list[str] = []
	monkeypatch.setattr(users_of_host, "impersonate", lambda user, reason: acted.append(user), raising=False)
	return acted


@pytest.mark.parametrize("viewer", ["outsider", "outreach", "safeguarding"])
def test_nobody_acts_as_another_without_the_right(viewer, host_lets_everybody, users, as_user):
	with as_user(users[viewer]), pytest.raises(frappe.PermissionError):
		identities.impersonate(users["manager"], "curious")
	assert host_lets_everybody == []


def test_the_administrator_is_logged_when_acting_as_another(transaction, host_lets_everybody, users):
	identities.impersonate(users["manager"], "A screen that she cannot describe")
	assert host_lets_everybody == [users["manager"]]
	assert _logged("Impersonation") == [("Administrator", users["manager"])]
	assert any("logged in" in subject for subject in _told(users["safeguarding"]))
