"""Run an import in the background, and restart runs that died."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.stakeholders.imports.lease import enqueue_run, guarded
from stakeholder_crm.stakeholders.imports.preview import preview_rows
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT
from stakeholder_crm.stakeholders.imports.revert import revert_rows
from stakeholder_crm.stakeholders.imports.writer import write_rows

# By status: the step, and the status after an error.
STEPS = {
	"Previewing": (preview_rows, "Draft"),
	"Importing": (write_rows, "Stopped"),
	"Reverting": (revert_rows, "Stopped"),
}
# A batch takes seconds. After this long without one, the worker is dead.
SILENT = timedelta(minutes=10)


def run_import(name: str, run: str) -> None:
	"""Run an import, from where the last run ended.

	Args:
		name: of a Contact Import.
			run: the token of this run. Nothing is done if another run has started.
	"""
	doing = frappe.db.get_value(CONTACT_IMPORT, name, ["status", "run"], as_dict=True)
	if not doing or doing.run != run or doing.status not in STEPS:
		return
	step, stopped = STEPS[doing.status]
	# Each batch must begin with a lock.
	frappe.db.rollback()
	with guarded(name, run, stopped):
		step(name, run)


def restart_run(name: str) -> None:
	"""Start a new run of an import whose last run died.

	Args:
			name: of a running Contact Import.
	"""
	token = frappe.generate_hash(length=10)
	frappe.db.set_value(
		CONTACT_IMPORT, name, {"run": token, "touched_on": now_datetime()}, update_modified=False
	)
	enqueue_run(name, token)


def restart_dead_runs() -> None:
	"""Restart every import that is stuck."""
	for name in frappe.get_all(
		CONTACT_IMPORT,
		filters={"status": ("in", tuple(STEPS)), "touched_on": ("<", now_datetime() - SILENT)},
		pluck="name",
		order_by="creation",
	):
		restart_run(name)
