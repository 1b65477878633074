"""Write a skipped contact as cells of a row, so that it can be corrected and read again."""

from collections.abc import Sequence

from stakeholder_crm.domain.contact_files import targets as t
from stakeholder_crm.domain.contact_files.card_lines import first_text, lines_of
from stakeholder_crm.domain.contact_files.contact import AGENCY, Contact
from stakeholder_crm.domain.contact_files.gather import AVOIDING
from stakeholder_crm.domain.contact_files.read_card import (
	addresses_in,
	emails_in,
	is_organisation_in,
	name_in,
	opt_outs_on,
	organisation_in,
	phones_in,
)
from stakeholder_crm.domain.contact_files.read_row import ALLOWED, AVOIDED, BETWEEN
from stakeholder_crm.domain.contact_files.split_cards import BEGIN, END, IN_OWN_WORDS

# The columns for a card. A file with this header is read like any other.
CARD_COLUMNS = (
	*(t.FULL_NAME, t.ORGANISATION, t.EMAIL, t.PHONE, t.ADDRESS, t.ROLE, t.KIND, t.LANGUAGE, t.TIME_ZONE),
	*(t.NO_CONTACT, t.NO_EMAIL, t.NO_PHONE, t.NO_TEXT, t.NO_LETTERS, "Deceased"),
)
_OPT_OUTS = (t.NO_CONTACT, t.NO_EMAIL, t.NO_PHONE, t.NO_TEXT, t.NO_LETTERS, t.DECEASED)
_KINDS = {True: "org", False: "individual", None: ""}
_POINTS = {"Email": t.EMAIL, "Phone": t.PHONE, "SMS": t.MOBILE, "Letter": t.ADDRESS}


def card_cells(text: str) -> list[str]:
	"""The cells of a card, for ``CARD_COLUMNS``.

	Args:
			text: of the card, damaged or not.
	"""
	lines = lines_of(text)
	opt_outs = opt_outs_on(lines)
	return [
		name_in(lines),
		organisation_in(lines),
		BETWEEN.join(emails_in(lines)),
		BETWEEN.join(phones_in(lines)),
		BETWEEN.join(addresses_in(lines)),
		first_text(lines, "TITLE") or first_text(lines, "ROLE"),
		_KINDS[is_organisation_in(lines)],
		first_text(lines, "LANG"),
		first_text(lines, "TZ"),
		*("1" if target in opt_outs else "" for target in _OPT_OUTS),
	]


def card_text(text: str, reason: str) -> str:
	"""A skipped card with the properties that are read, and the reason.

	Of notes and categories, only opt-outs are included.

	Args:
			text: of the card, damaged or not.
			reason: the message.
	"""
	read = lines_of(text)
	lines = {"VERSION": ["VERSION:3.0"]}
	lines |= {name: [line.text for line in same] for name, same in read.items() if name not in IN_OWN_WORDS}
	kept = [line for same in lines.values() for line in same]
	if opt_outs := opt_outs_on(read):
		kept.append(
			f"CATEGORIES:{','.join('Deceased' if one == t.DECEASED else one for one in sorted(opt_outs))}"
		)
	# A value in the reason may contain a line break, after which a new card could begin.
	because = f"X-REFUSED-BECAUSE:{' '.join(reason.split())}"
	return "\r\n".join((BEGIN, kept[0], because, *kept[1:], END, ""))


def contact_cells(contact: Contact, kind: str, columns: Sequence[str]) -> list[str]:
	"""A contact as cells of the columns it was read from, including opt-outs.

	Args:
			contact: the skipped contact.
			kind: the stakeholder type.
			columns: the target of each column.
	"""
	cells = _refusal_cells(contact, kind)
	# If two columns have the same target, the first one gets the value.
	return [cells.pop(target, "") for target in columns]


def _refusal_cells(contact: Contact, kind: str) -> dict[str, str]:
	cells = {target: contact.fields.get(name, "") for target, name in t.FIELDS[kind].items()}
	cells |= {t.ALIAS: contact.alias, t.LANGUAGE: contact.language, t.TIME_ZONE: contact.time_zone}
	name = contact.full_name
	if kind == AGENCY:
		cells[t.ORGANISATION] = name
		if contact.focal_person:
			name, cells[t.ROLE] = contact.focal_person, contact.focal_role
	cells |= {t.FULL_NAME: name, t.LAST_NAME: name}
	for channel, target in _POINTS.items():
		cells[target] = BETWEEN.join(point.value for point in contact.points if point.channel == channel)
	avoided = set(contact.avoided)
	cells |= {target: "1" for target, ways in AVOIDED.items() if avoided.issuperset(AVOIDING[ways])}
	return cells | {target: "0" for target, ways in ALLOWED.items() if avoided.issuperset(AVOIDING[ways])}
