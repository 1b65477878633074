"""Review an Erasure Request, and run it completely or not at all."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.safeguarding.privacy.erase_person import ErasureFailed, erase_person, flush_host_queues
from stakeholder_crm.safeguarding.privacy.open_requests import ERASURE_REQUEST

REVIEWER = "Safeguarding Lead"
SAVEPOINT = "erasure"
LONGEST = 4 * 60 * 60


def review_request(request: Document, *, approve: bool, note: str) -> None:
	"""Decide on a request.

	Args:
		request: an Erasure Request.
		approve: whether to approve or refuse it.
		note: why it is refused, or what the reviewer checked.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead, or requested it.
		frappe.MandatoryError: if a refusal has no note.
		IllegalTransitionError: if it is already decided.
	"""
	check_reviewer()
	if frappe.session.user in (request.requested_by, request.owner):
		frappe.throw(
			_("You requested this erasure. Another safeguarding lead must review it."),
			frappe.PermissionError,
			title=_("Erasure Request"),
		)
	if not approve and not note.strip():
		frappe.throw(
			_("Review Note is required. Explain why the request is refused."),
			frappe.MandatoryError,
			title=_("Review Note"),
		)
	request.move_to(
		"Approved" if approve else "Refused",
		reviewer=frappe.session.user,
		reviewed_on=now_datetime(),
		review_note=note.strip(),
	)


def start_erasure(request: Document, *, everywhere: bool = False) -> None:
	"""Run an approved request in the background.

	Args:
		request: an Erasure Request.
		everywhere: also erase from other records, which otherwise block the erasure.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead.
		frappe.ValidationError: if it is not approved.
	"""
	check_reviewer()
	if request.status != "Approved":
		frappe.throw(
			_("Only an approved request can be erased. This one is {0}.").format(_(request.status)),
			title=_("Erasure Request"),
		)
	request.db_set("failed_because", None, update_modified=False)
	_notify_requester(request.name, 0)
	frappe.enqueue(
		"stakeholder_crm.safeguarding.privacy.requests.run_erasure",
		queue="long",
		timeout=LONGEST,
		job_id=f"stakeholder_crm_erasure::{request.name}",
		deduplicate=True,
		enqueue_after_commit=True,
		name=request.name,
		everywhere=everywhere,
	)


def run_erasure(name: str, everywhere: bool = False) -> None:
	"""Erase the person of an approved request; on failure, only the reason is stored.

	Args:
		name: of an Erasure Request; an erased one is skipped.
		everywhere: also erase from other records.
	"""
	flush_host_queues()
	request = frappe.get_doc(ERASURE_REQUEST, name, for_update=True)
	if request.status != "Approved":
		return
	frappe.db.savepoint(SAVEPOINT)
	try:
		_erase(request, everywhere)
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		# The database has already rolled back everything, including the savepoint.
		frappe.db.rollback()
		_note_failure(name, _("Another user changed the same records. Try again."))
	except ErasureFailed as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		_note_failure(name, str(error))
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		log_error("Erasure failed", ERASURE_REQUEST, name)
		_note_failure(name, _("An error occurred, and nothing was erased. See the Error Log."))
	_notify_requester(name, None)


def progress_of(name: str) -> int | None:
	"""The progress in percent; None if it is not running.

	Args:
		name: of an Erasure Request.
	"""
	return frappe.cache.get_value(_key(name), expires=True)


def check_reviewer() -> None:
	"""Check that the user is a safeguarding lead.

	Raises:
		frappe.PermissionError: for other users.
	"""
	if REVIEWER not in frappe.get_roles():
		frappe.throw(
			_("Only a safeguarding lead can do this."), frappe.PermissionError, title=_("No Permission")
		)


def _erase(request: Document, everywhere: bool) -> None:
	report = erase_person(
		pair_of(request),
		asked=request.reason == "Data Subject Request",
		everywhere=everywhere,
		on_progress=lambda percent: _notify_requester(request.name, percent),
	)
	# Its texts were cleared like all documents about the person.
	request = frappe.get_doc(ERASURE_REQUEST, request.name)
	request.flags.ignore_permissions = True  # the user was checked when starting it
	request.flags.ignore_mandatory = True
	request.move_to(
		"Erased",
		carried_out_on=now_datetime(),
		failed_because=None,
		report=frappe.as_json(report),
	)
	versions = {"ref_doctype": ERASURE_REQUEST, "docname": request.name}
	delete_rows("Version", frappe.get_all("Version", filters=versions, pluck="name", order_by="name"))
	record_access(
		"Erasure",
		request.stakeholder_type,
		request.stakeholder,
		reason=request.reason,
		detail=f"{request.name}: {sum(report['changed'].values()) + sum(report['removed'].values())}"
		+ (", with what others keep" if everywhere else ""),
	)


def _note_failure(name: str, why: str) -> None:
	frappe.db.set_value(ERASURE_REQUEST, name, "failed_because", why)


def _notify_requester(name: str, percent: int | None) -> None:
	"""Store the progress for polling by the form, since realtime may be missing."""
	if percent is None:
		frappe.cache.delete_value(_key(name))
	else:
		frappe.cache.set_value(_key(name), percent, expires_in_sec=LONGEST)


def _key(name: str) -> str:
	return f"stakeholder_crm_erasure::{name}"
