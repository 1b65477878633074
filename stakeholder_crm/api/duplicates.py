"""People who are on record twice: seen while they are written down, and put together afterwards."""

import frappe
from frappe import _

from stakeholder_crm.services.limit_asking import limit_asking
from stakeholder_crm.services.pairs import KINDS
from stakeholder_crm.services.stakeholders.find_alike import find_alike
from stakeholder_crm.services.stakeholders.read_people import PLACES, person
from stakeholder_crm.services.stakeholders.tell_likeness import tell_match

PER_MINUTE, PER_HOUR = 40, 400
MOST_SHOWN = 5


@frappe.whitelist(methods=["POST"])
def alike(
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
		At most five, the most alike first: see ``services.stakeholders.tell_likeness.tell_match``. Of one that the user
		may not see, ``hidden`` only.

	Raises:
		frappe.PermissionError: when the user may not write such a record down.
		frappe.RateLimitExceededError: after 40 questions in a minute or 400 in an hour.
	"""
	if stakeholder_type not in KINDS:
		frappe.throw(_("Choose a Community Leader, an Activist or a Partner Agency."))
	if stakeholder:
		frappe.get_doc(stakeholder_type, stakeholder).check_permission("write")
	elif not frappe.has_permission(stakeholder_type, "create"):
		frappe.throw(_("You may not write down stakeholders of this kind."), frappe.PermissionError)
	limit_asking("alike", most=PER_MINUTE, seconds=60)
	limit_asking("alike", most=PER_HOUR, seconds=60 * 60)
	fields = {"full_name": full_name, "safe_alias": safe_alias, PLACES.get(stakeholder_type, ""): place}
	rows = frappe.parse_json(contact_points) if contact_points else []
	points = [(row.get("channel"), row.get("value")) for row in rows]
	own = (stakeholder_type, stakeholder) if stakeholder else None
	(matches,) = find_alike([person(stakeholder_type, fields, points)], [own])
	hidden = [match for match in matches if match.hidden]
	shown = [match for match in matches if not match.hidden][:MOST_SHOWN]
	return [tell_match(match) for match in (*shown, *hidden)]
