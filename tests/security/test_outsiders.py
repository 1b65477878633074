"""Users without a role of ours, a share or a grant are remembered for minutes; what opens a record to them counts at once."""

import frappe
import pytest

from stakeholder_crm.access.traces import trace_condition
from stakeholder_crm.access.viewers import is_outsider
from stakeholder_crm.testing import factories


@pytest.fixture
def guest(users) -> str:
	"""A user with a role of the host alone, known as an outsider."""
	assert is_outsider(users["outsider"])
	return users["outsider"]


@pytest.mark.parametrize("viewer", ["outreach", "manager", "safeguarding"])
def test_a_role_of_ours_is_no_outsider(viewer, users):
	assert not is_outsider(users[viewer])


def test_a_system_manager_who_may_set_us_up_is_an_outsider(transaction, system_manager):
	assert is_outsider(system_manager)


def test_a_share_counts_at_once(transaction, guest):
	leader = factories.community_leader()
	frappe.share.add(leader.doctype, leader.name, guest)
	assert not is_outsider(guest)


def test_a_grant_counts_at_once(transaction, guest, users, as_user):
	person = factories.activist()
	with as_user(users["safeguarding"]):
		frappe.get_doc(
			{
				"doctype": "Access Grant",
				"user": guest,
				"reason": "Interprets for her",
				"ends_on": frappe.utils.add_days(frappe.utils.today(), 7),
				**factories.pair(person),
			}
		).insert()
	assert not is_outsider(guest)


def test_a_new_role_counts_at_once(transaction, guest):
	frappe.get_doc("User", guest).add_roles("Outreach Staff")
	assert not is_outsider(guest)


def test_a_role_that_a_site_lets_read_counts_at_once(transaction, guest):
	role = frappe.get_doc({"doctype": "Role", "role_name": "Field Interpreter"}).insert()
	frappe.permissions.add_permission("Activist", role.name)
	frappe.get_doc("User", guest).add_roles(role.name)
	assert not is_outsider(guest)


@pytest.mark.parametrize("trace", ["ToDo", "Comment", "Version", "Communication", "File"])
def test_traces_cost_outsiders_no_table_of_ours(trace, transaction, guest):
	assert "`tabActivist`" not in trace_condition(trace, guest)
	assert len(trace_condition(trace, guest)) < 2_000


def test_it_takes_no_statement_to_know_an_outsider_again(transaction, guest, query_count):
	with query_count() as queries:
		assert is_outsider(guest)
	assert queries == []
