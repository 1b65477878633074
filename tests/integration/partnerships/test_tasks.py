"""What the scheduler starts for partnerships."""

import frappe
from frappe.utils import today

from stakeholder_crm import tasks
from stakeholder_crm.base.reporting import kept_answer
from stakeholder_crm.partnerships.figures import kept_figures
from stakeholder_crm.testing import factories


def test_every_five_minutes_health_and_kept_figures_are_brought_up_to_date(monkeypatch, as_user, users):
	monkeypatch.setattr(kept_answer, "GLANCE_SECONDS", 0)
	with as_user(users["manager"]):
		before = kept_figures.load_figures(anew=True).counts["active:Activist"]
	person = factories.activist()
	tasks.refresh_health()
	tasks.refresh_answers()
	with as_user(users["manager"]):
		assert kept_figures.load_figures().counts["active:Activist"] == before + 1
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
