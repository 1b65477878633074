"""Endpoints for duplicates: find, compare, merge, undo."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import MERGE_LOG
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.rate_limit import limit_rate
from stakeholder_crm.base.request_json import list_in, mapping_in
from stakeholder_crm.stakeholders.duplicates.exceptions import mark_not_duplicate as mark
from stakeholder_crm.stakeholders.duplicates.exceptions import unmark_not_duplicate
from stakeholder_crm.stakeholders.duplicates.explain_match import match_message
from stakeholder_crm.stakeholders.duplicates.find_matches import find_matches as find
from stakeholder_crm.stakeholders.duplicates.load_people import PLACES, person
from stakeholder_crm.stakeholders.merging.convert import convert_stakeholder
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
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
	"""Find recorded stakeholders that may be the person being entered.

	Args:
			stakeholder_type: one of the three types, which the user may create.
			full_name: as typed.
			safe_alias: as typed. May be empty.
			place: the community or jurisdiction. May be empty.
		contact_points: rows with ``channel`` and ``value``, as a list or its JSON.
			stakeholder: the record being edited. Empty for a new one.

	Returns:
			At most five, by descending score, without those marked as not duplicates: see
			``explain_match.match_message``. For a record that the user may not see, only ``hidden``.

	Raises:
			frappe.PermissionError: when the user may not create or edit such a record.
			frappe.RateLimitExceededError: after 40 requests in a minute or 400 in an hour.
	"""
	if stakeholder_type not in KINDS:
		frappe.throw(_("Choose Community Leader, Activist or Partner Agency."))
	if stakeholder:
		_writable(stakeholder_type, stakeholder)
	elif not frappe.has_permission(stakeholder_type, "create"):
		frappe.throw(
			_("You do not have permission to create stakeholders of this type."), frappe.PermissionError
		)
	limit_rate("alike", most=PER_MINUTE, seconds=60)
	limit_rate("alike", most=PER_HOUR, seconds=60 * 60)
	fields = {"full_name": full_name, "safe_alias": safe_alias, PLACES.get(stakeholder_type, ""): place}
	rows = [row for row in list_in("contact_points", contact_points) if isinstance(row, dict)]
	points = [(str(row.get("channel") or ""), str(row.get("value") or "")) for row in rows]
	own = (stakeholder_type, stakeholder) if stakeholder else None
	(matches,) = find([person(stakeholder_type, fields, points)], [own])
	hidden = [match for match in matches if match.hidden]
	shown = [match for match in matches if not match.hidden and not match.not_duplicate][:MOST_SHOWN]
	return [match_message(match) for match in (*shown, *hidden)]


@frappe.whitelist(methods=["POST"])
def mark_not_duplicate(one_type: str, one: str, other_type: str, other: str, undo: bool = False) -> None:
	"""Mark two similar records as not duplicates, so that they are not suggested again.

	Args:
			one_type: one of the three types.
		one: name of a record that the user may write.
			other_type: one of the three types.
			other: name of another record that the user may write.
			undo: remove the mark.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when both are the same record.
	"""
	pairs = (one_type, one), (other_type, other)
	for pair in pairs:
		_writable(*pair)
	change = unmark_not_duplicate if undo else mark
	change(*pairs)


@frappe.whitelist(methods=["GET", "POST"])
def compare_records(stakeholder_type: str, kept: str, merged: str) -> dict:
	"""Compare two records before they are merged.

	Args:
			stakeholder_type: one of the three types.
			kept: name of the record to keep. The user must have write permission.
			merged: name of the record to merge into it. The user must have write permission.

	Returns:
			See ``merging.preview.preview_merge``.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when they cannot be merged. Says why.
	"""
	return preview_merge(_writable(stakeholder_type, kept), _writable(stakeholder_type, merged))


@frappe.whitelist(methods=["POST"])
def merge(
	stakeholder_type: str, kept: str, merged: str, from_merged: str | list | None = None, why: str = ""
) -> str:
	"""Merge one record into another, with everything that links to it.

	Args:
			stakeholder_type: one of the three types.
			kept: name of the record to keep. The user must have write permission.
			merged: name of the record to merge into it. The user must have write permission.
			from_merged: fieldnames whose value is taken from the merged record, as a list or its JSON.
			why: the reason. May be empty.

	Returns:
			The name of the Stakeholder Merge Log, by which the merge can be undone.

	Raises:
		frappe.PermissionError: when the user may not write both.
			frappe.ValidationError: when they cannot be merged. Says why.
	"""
	for name in (kept, merged):
		_writable(stakeholder_type, name)
	chosen = [str(field) for field in list_in("from_merged", from_merged)]
	return merge_stakeholders((stakeholder_type, kept), (stakeholder_type, merged), chosen, why).name


@frappe.whitelist(methods=["POST"])
def convert(
	stakeholder_type: str, stakeholder: str, to: str, values: str | dict | None = None, why: str = ""
) -> dict[str, str]:
	"""Convert an Activist into a Community Leader or back, with everything that links to them.

	Args:
		stakeholder_type: Activist or Community Leader.
			stakeholder: its name. The user must have write permission.
			to: the other type.
			values: fields that only the new type has, as a dict or its JSON.
			why: the reason. May be empty.

	Returns:
			``stakeholder_type`` and ``stakeholder`` of the new record, and ``log``, by which it can be undone.

	Raises:
		frappe.PermissionError: when the user may not write the record, or is neither manager nor safeguarding lead.
			frappe.ValidationError: when it cannot be converted. Says why.
	"""
	_writable(stakeholder_type, stakeholder)
	log = convert_stakeholder((stakeholder_type, stakeholder), to, mapping_in("values", values), why)
	return {"stakeholder_type": log.stakeholder_type, "stakeholder": log.stakeholder, "log": log.name}


@frappe.whitelist(methods=["POST"])
def undo_merge(name: str) -> int:
	"""Undo a merge or a conversion.

	Args:
			name: of the Stakeholder Merge Log. The user must have write permission on its stakeholder.

	Returns:
			The number of values that were changed again and are kept.

	Raises:
			frappe.PermissionError: when the user may not write the record, or is neither a manager nor the one who merged.
			frappe.ValidationError: when it cannot be undone. Says why.
	"""
	log = frappe.get_doc(MERGE_LOG, name)
	log.check_permission("read")
	return split(log)


def _writable(stakeholder_type: str, name: str) -> Document:
	if stakeholder_type not in KINDS:
		frappe.throw(_("Choose Community Leader, Activist or Partner Agency."))
	doc = frappe.get_doc(stakeholder_type, name) if frappe.db.exists(stakeholder_type, name) else None
	if not doc or not doc.has_permission("write"):
		frappe.throw(
			_(
				"{0} was not found, or you do not have permission to change it. Ask the safeguarding lead."
			).format(frappe.utils.escape_html(name)),
			frappe.PermissionError,
		)
	return doc
