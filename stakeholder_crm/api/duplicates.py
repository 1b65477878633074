"""People who are on record twice: seen while they are written down, and put together afterwards."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.rate_limit import limit_rate
from stakeholder_crm.stakeholders.duplicates.exceptions import mark_not_duplicate as mark
from stakeholder_crm.stakeholders.duplicates.exceptions import unmark_not_duplicate
from stakeholder_crm.stakeholders.duplicates.explain_match import match_message
from stakeholder_crm.stakeholders.duplicates.find_matches import find_matches as find
from stakeholder_crm.stakeholders.duplicates.load_people import PLACES, person
from stakeholder_crm.stakeholders.merging.convert import convert_stakeholder
from stakeholder_crm.stakeholders.merging.merge import MERGE_LOG, merge_stakeholders
from stakeholder_crm.stakeholders.merging.preview import preview_merge
from stakeholder_crm.stakeholders.merging.undo import undo_merge as split

PER_MINUTE, PER_HOUR = 40, 400
MOST_SHOWN = 5


@frappe.whitelist(methods=["POST"])
def find_matches(
	stakeholder_type: str,
	full_name: str = "",
	safe_alias: str = "",
	place: str = "",
	contact_points: str | list | None = None,
	stakeholder: str | None = None,
) -> list[dict]:
	"""Who is on record already that may be the person who is just being written down.

	Args:
		stakeholder_type: one of the three kinds, which the user may write down.
		full_name: as it is typed.
		safe_alias: as it is typed; may be empty.
		place: the community or jurisdiction; may be empty.
		contact_points: rows with ``channel`` and ``value``, as a list or its JSON.
		stakeholder: the record that is being changed; empty for a new one.

	Returns:
		At most five, the most alike first, without whom the record was set apart from: see
		``services.stakeholders.tell_likeness.tell_match``. Of one that the user may not see, ``hidden`` only.

	Raises:
		frappe.PermissionError: when the user may not write such a record down.
		frappe.RateLimitExceededError: after 40 questions in a minute or 400 in an hour.
	"""
	if stakeholder_type not in KINDS:
		frappe.throw(_("Choose a Community Leader, an Activist or a Partner Agency."))
	if stakeholder:
		_writable(stakeholder_type, stakeholder)
	elif not frappe.has_permission(stakeholder_type, "create"):
		frappe.throw(_("You may not write down stakeholders of this kind."), frappe.PermissionError)
	limit_rate("alike", most=PER_MINUTE, seconds=60)
	limit_rate("alike", most=PER_HOUR, seconds=60 * 60)
	fields = {"full_name": full_name, "safe_alias": safe_alias, PLACES.get(stakeholder_type, ""): place}
	rows = frappe.parse_json(contact_points) if contact_points else []
	points = [(row.get("channel"), row.get("value")) for row in rows]
	own = (stakeholder_type, stakeholder) if stakeholder else None
	(matches,) = find([person(stakeholder_type, fields, points)], [own])
	hidden = [match for match in matches if match.hidden]
	shown = [match for match in matches if not match.hidden and not match.set_apart][:MOST_SHOWN]
	return [match_message(match) for match in (*shown, *hidden)]


@frappe.whitelist(methods=["POST"])
def mark_not_duplicate(one_type: str, one: str, other_type: str, other: str, undo: bool = False) -> None:
	"""Note that two records which look alike are of two people, so that nobody is asked about them again.

	Args:
		one_type: one of the three kinds.
		one: name of a record that the user may write.
		other_type: one of the three kinds.
		other: name of another that the user may write.
		undo: take it back: they may be the same person after all.

	Raises:
		frappe.PermissionError: when the user may not write both.
		frappe.ValidationError: when both are one record.
	"""
	pairs = (one_type, one), (other_type, other)
	for pair in pairs:
		_writable(*pair)
	change = unmark_not_duplicate if undo else mark
	change(*pairs)


@frappe.whitelist(methods=["GET", "POST"])
def compare_records(stakeholder_type: str, kept: str, merged: str) -> dict:
	"""Two records side by side, before they are merged.

	Args:
		stakeholder_type: one of the three kinds.
		kept: name of the record that would stay; the user must be allowed to write it.
		merged: name of the record that would go; likewise.

	Returns:
		See ``services.merging.preview_merge``.

	Raises:
		frappe.PermissionError: when the user may not write both.
		frappe.ValidationError: when they cannot be merged, saying why.
	"""
	return preview_merge(_writable(stakeholder_type, kept), _writable(stakeholder_type, merged))


@frappe.whitelist(methods=["POST"])
def merge(
	stakeholder_type: str, kept: str, merged: str, from_merged: str | list | None = None, why: str = ""
) -> str:
	"""Merge one record into another, with everything that points at it.

	Args:
		stakeholder_type: one of the three kinds.
		kept: name of the record that stays; the user must be allowed to write it.
		merged: name of the record that goes; likewise.
		from_merged: fieldnames whose value is taken from the record that goes, as a list or its JSON.
		why: why they are the same person; may be empty.

	Returns:
		The name of the Stakeholder Merge Log, by which they can be split again.

	Raises:
		frappe.PermissionError: when the user may not write both.
		frappe.ValidationError: when they cannot be merged, saying why.
	"""
	for name in (kept, merged):
		_writable(stakeholder_type, name)
	chosen = frappe.parse_json(from_merged) if from_merged else []
	return merge_stakeholders((stakeholder_type, kept), (stakeholder_type, merged), chosen, why).name


@frappe.whitelist(methods=["POST"])
def convert(
	stakeholder_type: str, stakeholder: str, to: str, values: str | dict | None = None, why: str = ""
) -> dict[str, str]:
	"""Make a community leader of an activist, or the other way round, with everything that points at her.

	Args:
		stakeholder_type: Activist or Community Leader.
		stakeholder: its name there; the user must be allowed to write it.
		to: the other of the two.
		values: fields that only the new kind has, as a dict or its JSON.
		why: why; may be empty.

	Returns:
		``stakeholder_type`` and ``stakeholder`` of the new record, and ``log``, by which it can be undone.

	Raises:
		frappe.PermissionError: when the user may not write the record, or is neither manager nor safeguarding lead.
		frappe.ValidationError: when it cannot be converted, saying why.
	"""
	_writable(stakeholder_type, stakeholder)
	given = frappe.parse_json(values) if values else {}
	log = convert_stakeholder((stakeholder_type, stakeholder), to, given, why)
	return {"stakeholder_type": log.stakeholder_type, "stakeholder": log.stakeholder, "log": log.name}


@frappe.whitelist(methods=["POST"])
def undo_merge(name: str) -> int:
	"""Split two records that were merged, or undo a conversion.

	Args:
		name: of the Stakeholder Merge Log; the user must be allowed to write the record that it is about.

	Returns:
		How many values were changed since, and stay as they are.

	Raises:
		frappe.PermissionError: when the user may not write the record, or is neither a manager nor who merged.
		frappe.ValidationError: when it cannot be undone, saying why.
	"""
	log = frappe.get_doc(MERGE_LOG, name)
	log.check_permission("read")
	return split(log)


def _writable(stakeholder_type: str, name: str) -> Document:
	if stakeholder_type not in KINDS:
		frappe.throw(_("Choose a Community Leader, an Activist or a Partner Agency."))
	doc = frappe.get_doc(stakeholder_type, name) if frappe.db.exists(stakeholder_type, name) else None
	if not doc or not doc.has_permission("write"):
		frappe.throw(
			_("{0} does not exist, or is not for you to change. Ask the safeguarding lead.").format(
				frappe.utils.escape_html(name)
			),
			frappe.PermissionError,
		)
	return doc
