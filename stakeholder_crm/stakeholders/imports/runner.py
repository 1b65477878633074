"""Work on an import in the background, and go on where a run died."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.stakeholders.imports.lease import enqueue_run, guarded
from stakeholder_crm.stakeholders.imports.preview import preview_rows
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT
from stakeholder_crm.stakeholders.imports.revert import revert_rows
from stakeholder_crm.stakeholders.imports.writer import write_rows

# What an import does, how, and what it is when that fails.
STEPS = {
	"Previewing": (preview_rows, "Draft"),
	"Importing": (write_rows, "Stopped"),
	"Reverting": (revert_rows, "Stopped"),
}
# A batch takes seconds; after that long without one, whoever worked on it is gone.
SILENT = timedelta(minutes=10)


def run_import(name: str, run: str) -> None:
	"""A run of an import, from where the one before ended.

	Args:
		name: of a Contact Import.
		run: the token of this run; where another one has taken its place, nothing is done.
	"""
	doing = frappe.db.get_value(CONTACT_IMPORT, name, ["status", "run"], as_dict=True)
	if not doing or doing.run != run or doing.status not in STEPS:
		return
	step, stopped = STEPS[doing.status]
	# What was read to get here is of no use inside: each batch begins with a lock.
	frappe.db.rollback()
	with guarded(name, run, stopped):
		step(name, run)


def restart_run(name: str) -> None:
	"""Start a new run of an import whose last one has died.

	Args:
		name: of a Contact Import that is being worked on.
	"""
	token = frappe.generate_hash(length=10)
	frappe.db.set_value(
		CONTACT_IMPORT, name, {"run": token, "touched_on": now_datetime()}, update_modified=False
	)
	enqueue_run(name, token)


def restart_dead_runs() -> None:
	"""Go on with every import that should be moving and does not."""
	for name in frappe.get_all(
		CONTACT_IMPORT,
		filters={"status": ("in", tuple(STEPS)), "touched_on": ("<", now_datetime() - SILENT)},
		pluck="name",
		order_by="creation",
	):
		restart_run(name)
