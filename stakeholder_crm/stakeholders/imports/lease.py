"""Run an import in batches, one run at a time. Each batch is one transaction.

Each run has a token. A new run (started by a user, or by the scheduler when an import is stuck) writes a new
token, and the old run ends before it writes anything else. A killed run loses only its uncommitted batch.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, next_rows

LONGEST = 4 * 60 * 60
BATCH = 200
Work = Callable[[Document, Sequence[frappe._dict]], None]
WORK = "stakeholder_crm.stakeholders.imports.runner.run_import"


def begin_run(doc: Document, status: str) -> None:
	"""Start a background run of an import.

	Args:
		doc: a Contact Import.
		status: "Previewing", "Importing" or "Reverting".

	Raises:
			IllegalTransitionError: when the current status does not allow it.
	"""
	run = frappe.generate_hash(length=10)
	doc.move_to(status, run=run, touched_on=now_datetime(), rows_seen=0, failed_because=None)
	enqueue_run(doc.name, run)


def enqueue_run(name: str, run: str) -> None:
	"""Queue a run of an import.

	Args:
			name: the import's name.
			run: the run's token.
	"""
	frappe.enqueue(
		WORK,
		queue="long",
		timeout=LONGEST,
		job_id=f"stakeholder_crm_import::{name}::{run}",
		deduplicate=True,
		enqueue_after_commit=True,
		name=name,
		run=run,
	)


def acquire(name: str, run: str, status: str) -> bool:
	"""Lock an import for a batch, as the first statement of its transaction.

	Args:
			name: the import's name.
			run: the token of the calling run.
			status: the status that the import must have.

	Returns:
			Whether this run is still the current one.
	"""
	current = frappe.db.get_value(CONTACT_IMPORT, name, ["run", "status"], as_dict=True, for_update=True)
	return bool(current) and (current.run, current.status) == (run, status)


def commit_batch(name: str, seen: int) -> None:
	"""Commit a batch, and store the progress.

	Args:
			name: the import's name.
			seen: rows processed so far.
	"""
	now = {"touched_on": now_datetime(), "rows_seen": seen}
	frappe.db.set_value(CONTACT_IMPORT, name, now, update_modified=False)
	# A finished batch must survive errors in later ones.
	frappe.db.commit()


def end_empty_batch() -> None:
	"""End a batch without changes."""
	frappe.db.rollback()


def in_batches(name: str, run: str, status: str, outcome: str, work: Work) -> bool:
	"""Process the rows with one result until there are none left, or until another run has started.

	Args:
			name: the import's name.
		run: the token of this run.
			status: the status that the import must have.
			outcome: the result of the rows to process. The work must change it.
			work: processes one batch, in one transaction.

	Returns:
			Whether all rows were processed.
	"""
	seen = 0
	while acquire(name, run, status):
		rows = next_rows(name, outcome, BATCH)
		if not rows:
			return True
		work(frappe.get_doc(CONTACT_IMPORT, name), rows)
		seen += len(rows)
		commit_batch(name, seen)
	end_empty_batch()
	return False


def finish(name: str, status: str, **fields: object) -> None:
	"""Finish a run.

	Args:
			name: the import's name.
			status: its new status.
			**fields: other fields to set.
	"""
	doc = frappe.get_doc(CONTACT_IMPORT, name)
	# The permission of the user who started it was checked then.
	doc.flags.ignore_permissions = True
	doc.move_to(status, run=None, **fields)
	# The end of a run is its last batch.
	frappe.db.commit()


@contextmanager
def guarded(name: str, run: str, stopped: str) -> Iterator[None]:
	"""End a run on any error, and store the reason on the import.

	Args:
			name: the import's name.
			run: the run's token.
			stopped: the status after an error.
	"""
	try:
		with acting_as(frappe.db.get_value(CONTACT_IMPORT, name, "owner")):
			yield
	except frappe.ValidationError as error:
		frappe.db.rollback()
		_give_up(name, run, stopped, frappe.utils.strip_html(str(error)))
	except Exception:
		frappe.db.rollback()
		log_error("An import of contacts stopped", CONTACT_IMPORT, name)
		_give_up(
			name,
			run,
			stopped,
			_("Something went wrong. Rows imported so far are kept. Resume or revert this import."),
		)


def _give_up(name: str, run: str, stopped: str, why: str) -> None:
	frappe.clear_messages()
	if frappe.db.get_value(CONTACT_IMPORT, name, "run") == run:
		finish(name, stopped, failed_because=why)
