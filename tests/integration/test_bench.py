"""What the other tests on a site take for granted."""

import frappe


def test_a_test_leaves_nothing_behind():
	frappe.get_doc({"doctype": "ToDo", "description": "probe of the rollback"}).insert()
	frappe.db.commit()
	assert frappe.db.count("ToDo", {"description": "probe of the rollback"}) == 1


def test_the_next_test_sees_nothing_of_it():
	assert frappe.db.count("ToDo", {"description": "probe of the rollback"}) == 0


def test_users_act_with_their_own_roles(users, as_user):
	with as_user(users["outreach"]):
		assert "Outreach Staff" in frappe.get_roles()
		assert "System Manager" not in frappe.get_roles()
	assert frappe.session.user == "Administrator"


def test_statements_are_counted(query_count):
	frappe.get_all("User", limit=1, order_by="creation")  # Frappe reads the table's columns once
	with query_count() as queries:
		frappe.get_all("User", limit=1, order_by="creation")
	assert len(queries) == 1


def test_jobs_wait_for_the_test(jobs):
	frappe.enqueue("frappe.ping", job_id="probe", deduplicate=True, enqueue_after_commit=True)
	frappe.enqueue("frappe.ping", job_id="probe", deduplicate=True, enqueue_after_commit=True)
	assert jobs.names() == ["frappe.ping"]
	assert jobs.run("frappe.") == 1
	assert jobs.names() == []


def test_the_clock_stands_still_in_the_sites_zone(freeze):
	freeze("2026-03-29 10:15")
	assert frappe.utils.now_datetime().isoformat() == "2026-03-29T10:15:00"
	freeze("2026-07-01 23:30")
	assert frappe.utils.today() == "2026-07-01"


def test_mail_arrives_at_a_real_server(mail_sink):
	frappe.sendmail(
		recipients=["person@example.org"], subject="A probe", message="Hello", delayed=True, retry=1
	)
	queued = frappe.get_last_doc("Email Queue")
	queued.send()
	(received,) = mail_sink.to("person@example.org")
	assert received.subject == "A probe"
	assert "Hello" in received.text
