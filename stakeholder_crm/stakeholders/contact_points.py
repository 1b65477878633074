"""Checks for contact points and focal people's addresses."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS, BadAddress, normalise


def check_contact_points(stakeholder: Document) -> None:
	"""Normalise every address, and reject rows that could mislead a sender.

	Raises:
			frappe.ValidationError: names the row and what to do.
	"""
	_check_rows(stakeholder, "contact_points", "value")
	if sum(1 for row in stakeholder.contact_points if row.preferred) > 1:
		frappe.throw(_("Contact Points: only one row can be Preferred."))


def check_focal_people(agency: Document) -> None:
	"""The same checks for an agency's focal people, whose names must differ.

	After a merge one person may be in two rows with two addresses. Rows stored like this are not rejected.

	Raises:
			frappe.ValidationError: names the row and what to do.
	"""
	_check_rows(agency, "focal_people", "address")
	before = agency.get_doc_before_save()
	stored = {(row.name, row.person_name.casefold()) for row in before.focal_people} if before else set()
	names: dict[str, bool] = {}
	for row in agency.focal_people:
		name = row.person_name.casefold()
		was_there = (row.name, name) in stored
		if name in names and not (was_there and names[name]):
			frappe.throw(
				_("Focal People, row {0}: {1} is listed twice. Make the names different.").format(
					row.idx, frappe.bold(frappe.utils.escape_html(row.person_name))
				)
			)
		names[name] = was_there
		if row.since and row.until and frappe.utils.getdate(row.until) < frappe.utils.getdate(row.since):
			frappe.throw(_("Focal People, row {0}: Until must be after Since.").format(row.idx))


def _check_rows(doc: Document, table: str, fieldname: str) -> None:
	before = doc.get_doc_before_save()
	stored = {row.name: row for row in before.get(table)} if before else {}
	seen: set[tuple[str, str]] = set()
	for row in doc.get(table):
		row.set(fieldname, _normalised(row, stored.get(row.name), fieldname))
		address = row.get(fieldname)
		if row.safety == "Safe" and not address and row.channel not in ADDRESSLESS_CHANNELS:
			frappe.throw(
				_("{0}, row {1}: enter an address or number before you mark it as Safe.").format(
					_(doc.meta.get_label(table)), row.idx
				)
			)
		if address and (row.channel, address) in seen and table == "contact_points":
			frappe.throw(
				_("Contact Points, row {0}: {1} is listed twice. Remove one row.").format(
					row.idx, frappe.bold(frappe.utils.escape_html(address))
				)
			)
		seen.add((row.channel, address))
		_reset_safety(row, stored.get(row.name), fieldname)


def _normalised(row: Document, old: Document | None, fieldname: str) -> str:
	address = row.get(fieldname)
	try:
		address = normalise(row.channel or "", address)
	except BadAddress as error:
		if old and (old.channel, old.get(fieldname)) == (row.channel, row.get(fieldname)):
			# An earlier version accepted it. It is never used for sending, but must not block other changes.
			return address
		frappe.throw(address_problem_message(error.problem, _("Row {0}").format(row.idx)))
	return address


def _reset_safety(row: Document, old: Document | None, fieldname: str) -> None:
	"""A changed address is no longer known to be safe."""
	if not old:
		return
	changed = (old.channel, old.get(fieldname)) != (row.channel, row.get(fieldname))
	if changed and row.safety == old.safety == "Safe":
		row.safety = "Unknown"
		frappe.msgprint(
			_(
				"Row {0}: the address changed, so its safety is Unknown. Confirm that it is safe before messages are sent."
			).format(row.idx),
			indicator="orange",
			alert=True,
		)
	if changed or (row.safety == "Safe" and old.safety != "Safe"):
		row.bounced = 0


def address_problem_message(problem: str, where: str) -> str:
	"""The error message for an address.

	Args:
		problem: of a ``BadAddress``.
			where: the row or field, translated.
	"""
	sentences = {
		"email": _("{0}: this is not a valid e-mail address. Check it for typos."),
		"country": _("{0}: start the phone number with + and the country code, such as +254."),
		"several": _("{0}: this may be more than one phone number. Use one row for each."),
		"spreadsheet": _("{0}: a spreadsheet has rounded this number. Enter all digits."),
		"extension": _("{0}: extensions cannot receive messages. Remove it, or set the channel to Phone."),
		"number": _("{0}: this is not a valid phone number. Check its digits."),
	}
	return sentences[problem].format(where)
