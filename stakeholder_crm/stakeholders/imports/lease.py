"""One run at a time works on an import, in batches; each batch is one transaction.

A run knows itself by a token. Whoever starts a new one (somebody presses a button again, or the scheduler finds
that nothing has moved) writes a new token, and the old run ends before it writes anything more. What a killed run
had not committed never was.
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
	"""Have an import worked on in the background.

	Args:
		doc: a Contact Import.
		status: "Previewing", "Importing" or "Reverting".

	Raises:
		IllegalTransitionError: when that may not follow what it is now.
	"""
	run = frappe.generate_hash(length=10)
	doc.move_to(status, run=run, touched_on=now_datetime(), rows_seen=0, failed_because=None)
	enqueue_run(doc.name, run)


def enqueue_run(name: str, run: str) -> None:
	"""Queue a run of an import.

	Args:
		name: of the import.
		run: its token.
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
		name: of the import.
		run: the token of whoever asks.
		status: what the import must be doing.

	Returns:
		Whether this run is still the one to work on it.
	"""
	held = frappe.db.get_value(CONTACT_IMPORT, name, ["run", "status"], as_dict=True, for_update=True)
	return bool(held) and (held.run, held.status) == (run, status)


def commit_batch(name: str, seen: int) -> None:
	"""Keep what a batch did, and say how far it is.

	Args:
		name: of the import.
		seen: how many rows of it were worked on so far.
	"""
	now = {"touched_on": now_datetime(), "rows_seen": seen}
	frappe.db.set_value(CONTACT_IMPORT, name, now, update_modified=False)
	# A batch that is done stays done, whatever happens to those after it.
	frappe.db.commit()


def end_empty_batch() -> None:
	"""End a batch that did nothing."""
	frappe.db.rollback()


def in_batches(name: str, run: str, status: str, outcome: str, work: Work) -> bool:
	"""Work on the rows of one outcome until there are none left, or until another run has begun.

	Args:
		name: of the import.
		run: the token of this run.
		status: what the import must be doing.
		outcome: of the rows that are to be worked on; the work gives them another.
		work: does one batch, in one transaction.

	Returns:
		Whether it came to the end.
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
	"""Say that a run is over.

	Args:
		name: of the import.
		status: what it is now.
		**fields: what else is known now.
	"""
	doc = frappe.get_doc(CONTACT_IMPORT, name)
	# Who started it was checked then.
	doc.flags.ignore_permissions = True
	doc.move_to(status, run=None, **fields)
	# The end of a run is its last batch.
	frappe.db.commit()


@contextmanager
def guarded(name: str, run: str, stopped: str) -> Iterator[None]:
	"""What goes wrong in a run ends it, with the reason where people find it.

	Args:
		name: of the import.
		run: the token of the run.
		stopped: the status that it has then.
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
			_("Something went wrong. What was taken over until then stays. Go on, or undo it."),
		)


def _give_up(name: str, run: str, stopped: str, why: str) -> None:
	frappe.clear_messages()
	if frappe.db.get_value(CONTACT_IMPORT, name, "run") == run:
		finish(name, stopped, failed_because=why)
