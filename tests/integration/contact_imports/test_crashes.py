"""A run may die at any moment: no row is lost, none is doubled."""

import frappe
import pytest

from stakeholder_crm.stakeholders.imports import commands, writer
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, ROW, count_rows
from stakeholder_crm.stakeholders.imports.runner import restart_dead_runs, run_import
from stakeholder_crm.testing import address_books as books

PEOPLE = 7


@pytest.fixture
def small_batches(monkeypatch):
	monkeypatch.setattr("stakeholder_crm.stakeholders.imports.lease.BATCH", 2)
	monkeypatch.setattr("stakeholder_crm.stakeholders.imports.preview.BATCH", 2)


def made_of(doc) -> list[str]:
	return frappe.get_all("Activist", {"owner": doc.owner}, pluck="full_name", order_by="full_name")


def revive(doc) -> None:
	"""What the scheduler does when nothing has moved for a while."""
	frappe.db.set_value(CONTACT_IMPORT, doc.name, "touched_on", "2020-01-01", update_modified=False)
	restart_dead_runs()


@pytest.mark.parametrize("moment", range(1, 12))
def test_a_run_that_dies_is_gone_on_with(new_import, work, process, users, as_user, small_batches, moment):
	with as_user(users["outreach"]):
		doc = new_import("Activist", books.csv_text(books.GOOGLE, books.google_rows(PEOPLE)))
		names = sorted(f"{row['First Name']} {row['Last Name']}" for row in books.google_rows(PEOPLE))
		for verb, status in (
			(commands.preview_import, "Previewed"),
			(commands.start_import, "Imported"),
			(commands.revert_import, "Reverted"),
		):
			verb(doc)
			process.moments = 0
			process.events = {moment: "killed"}
			doc = work(doc)
			if doc.status != status:
				revive(doc)
				doc = work(doc)
			process.events = {}
			assert doc.status == status
			assert sum(count_rows(doc.name).values()) == PEOPLE
			assert made_of(doc) == (names if status == "Imported" else [])


def test_a_run_that_was_overtaken_writes_nothing_more(
	new_import, work, process, jobs, users, as_user, small_batches
):
	with as_user(users["outreach"]):
		doc = new_import("Activist", books.csv_text(books.GOOGLE, books.google_rows(PEOPLE)))
		commands.preview_import(doc)
		doc = work(doc)
		commands.start_import(doc)
		old = doc.run
		revive(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Imported": PEOPLE}
		process.take_over()
		run_import(doc.name, old)
		writer.write_rows(doc.name, old)
		process.give_back()
		assert len(made_of(doc)) == PEOPLE


def test_what_moves_is_left_alone(new_import, work, jobs, users, as_user, run_after_commit):
	with as_user(users["outreach"]):
		doc = new_import("Activist", books.csv_text(books.GOOGLE, books.google_rows(1)))
		commands.preview_import(doc)
		run_after_commit()
		restart_dead_runs()
		run_after_commit()
		assert len(jobs.names()) == 1
		with pytest.raises(frappe.ValidationError, match="still running"):
			commands.resume_import(doc)
		frappe.db.set_value(CONTACT_IMPORT, doc.name, "touched_on", "2020-01-01", update_modified=False)
		doc = frappe.get_doc(CONTACT_IMPORT, doc.name)
		assert commands.import_state(doc)["is_stuck"]
		commands.resume_import(doc)
		doc = work(doc)
		assert doc.status == "Previewed"
		with pytest.raises(frappe.ValidationError, match="not running"):
			commands.resume_import(doc)


def test_stopping_and_going_on(new_import, work, process, users, as_user, small_batches):
	with as_user(users["outreach"]):
		doc = new_import("Activist", books.csv_text(books.GOOGLE, books.google_rows(PEOPLE)))
		commands.preview_import(doc)
		doc = work(doc)
		commands.start_import(doc)
		process.moments, process.events = 0, {2: "stop"}

		def stop(_event: str) -> None:
			commands.stop_import(frappe.get_doc(CONTACT_IMPORT, doc.name))
			process.keep()

		process.others = stop
		doc = work(doc)
		assert doc.status == "Stopped"
		counts = count_rows(doc.name)
		assert counts["Imported"] + counts["New"] == PEOPLE
		assert counts["Imported"] == len(made_of(doc)) > 0
		with pytest.raises(frappe.ValidationError, match="not running"):
			commands.stop_import(doc)
		commands.start_import(doc)
		doc = work(doc)
		assert len(made_of(doc)) == PEOPLE


def test_what_goes_wrong_is_told_without_anybodys_data(new_import, work, users, as_user, monkeypatch):
	def breaks(*_args):
		raise RuntimeError("person0@example.org")

	with as_user(users["outreach"]):
		doc = new_import("Activist", books.csv_text(books.GOOGLE, books.google_rows(2)))
		commands.preview_import(doc)
		doc = work(doc)
		with monkeypatch.context() as broken:
			broken.setattr(writer, "_write_batch", breaks)
			commands.start_import(doc)
			doc = work(doc)
		assert doc.status == "Stopped"
		assert doc.failed_because.startswith("Something went wrong")
		commands.revert_import(doc)
		doc = work(doc)
		assert doc.status == "Reverted"
		assert frappe.db.count(ROW, {"parent": doc.name, "outcome": "New"}) == 2


def test_a_file_that_breaks_off_is_told(new_import, work, users, as_user):
	with as_user(users["outreach"]):
		doc = new_import("Activist", "Name,Email\nA,a@example.org\n")
		path = frappe.get_doc("File", {"file_url": doc.import_file}).get_full_path()
		with open(path, "w") as file:
			file.write('Name,Email\nA,"' + "x" * 200_000)
		commands.preview_import(doc)
		doc = work(doc)
		assert doc.status == "Draft"
		assert "cannot be read after row 1" in doc.failed_because
