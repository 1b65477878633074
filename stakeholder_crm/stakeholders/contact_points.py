"""How contact points and focal people's addresses are checked when they are saved."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS, BadAddress, normalise


def check_contact_points(stakeholder: Document) -> None:
	"""Normalise every address, and refuse rows that could mislead a sender.

	Raises:
		frappe.ValidationError: naming the row and what to do.
	"""
	_check_rows(stakeholder, "contact_points", "value")
	if sum(1 for row in stakeholder.contact_points if row.preferred) > 1:
		frappe.throw(_("Contact Points: mark one row only as preferred."))


def check_focal_people(agency: Document) -> None:
	"""The same for the people of an agency, who are also told apart by name.

	Merging two agencies leaves one person at two addresses in two rows: those that were stored so are not asked again.

	Raises:
		frappe.ValidationError: naming the row and what to do.
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
				_("Focal People, row {0}: {1} is there twice. Tell them apart by name.").format(
					row.idx, frappe.bold(frappe.utils.escape_html(row.person_name))
				)
			)
		names[name] = was_there
		if row.since and row.until and frappe.utils.getdate(row.until) < frappe.utils.getdate(row.since):
			frappe.throw(_("Focal People, row {0}: Until lies before Since.").format(row.idx))


def _check_rows(doc: Document, table: str, fieldname: str) -> None:
	before = doc.get_doc_before_save()
	stored = {row.name: row for row in before.get(table)} if before else {}
	seen: set[tuple[str, str]] = set()
	for row in doc.get(table):
		row.set(fieldname, _normalised(row, stored.get(row.name), fieldname))
		address = row.get(fieldname)
		if row.safety == "Safe" and not address and row.channel not in ADDRESSLESS_CHANNELS:
			frappe.throw(
				_(
					"{0}, row {1}: a point cannot be marked Safe without an address or number. Fill it in."
				).format(_(doc.meta.get_label(table)), row.idx)
			)
		if address and (row.channel, address) in seen and table == "contact_points":
			frappe.throw(
				_("Contact Points, row {0}: {1} is there twice. Remove one row.").format(
					row.idx, frappe.bold(frappe.utils.escape_html(address))
				)
			)
		seen.add((row.channel, address))
		_forget_old_safety(row, stored.get(row.name), fieldname)


def _normalised(row: Document, old: Document | None, fieldname: str) -> str:
	address = row.get(fieldname)
	try:
		address = normalise(row.channel or "", address)
	except BadAddress as error:
		if old and (old.channel, old.get(fieldname)) == (row.channel, row.get(fieldname)):
			# An earlier version took it. It is no route any more, and must not keep a record from being changed.
			return address
		frappe.throw(address_problem_message(error.problem, _("Row {0}").format(row.idx)))
	return address


def _forget_old_safety(row: Document, old: Document | None, fieldname: str) -> None:
	"""What was said of the old address says nothing of the new one."""
	if not old:
		return
	changed = (old.channel, old.get(fieldname)) != (row.channel, row.get(fieldname))
	if changed and row.safety == old.safety == "Safe":
		row.safety = "Unknown"
		frappe.msgprint(
			_(
				"Row {0}: the address changed, so it counts as unknown until somebody asks whether it is safe. Nothing is sent there before."
			).format(row.idx),
			indicator="orange",
			alert=True,
		)
	if changed or (row.safety == "Safe" and old.safety != "Safe"):
		row.bounced = 0


def address_problem_message(problem: str, where: str) -> str:
	"""The sentence for an address that was refused.

	Args:
		problem: of a ``BadAddress``.
		where: the row or field that it is in, translated.
	"""
	sentences = {
		"email": _("{0}: this is not a valid e-mail address. Check it for typing errors."),
		"country": _("{0}: start the phone number with + and the country code, such as +254."),
		"several": _("{0}: this may be more than one phone number. Give each a row of its own."),
		"spreadsheet": _("{0}: a spreadsheet has rounded this number. Enter all of its digits."),
		"extension": _("{0}: an extension receives no messages. Remove it, or choose Phone as the channel."),
		"number": _("{0}: this is not a valid phone number. Check its digits."),
	}
	return sentences[problem].format(where)
