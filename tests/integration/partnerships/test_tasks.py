"""What the scheduler starts for partnerships."""

import frappe
from frappe.utils import today

from stakeholder_crm import tasks
from stakeholder_crm.testing import factories


def test_every_five_minutes_calculated_health_is_brought_up_to_date():
	person = factories.activist()
	tasks.refresh_health()
	assert str(frappe.db.get_value("Activist", person.name, "record_health_on")) == today()


def test_on_mondays_the_digest_is_queued(users, mail_sink):
	before = frappe.db.count("Email Queue")
	tasks.send_weekly_digest()
	assert frappe.db.count("Email Queue") == before + 1


def test_where_no_mail_can_leave_mondays_pass_in_silence(users):
	frappe.db.delete("Email Account")
	frappe.local.outgoing_email_account = {}
	before = frappe.db.count("Email Queue")
	tasks.send_weekly_digest()
	assert frappe.db.count("Email Queue") == before
