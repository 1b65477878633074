"""Find opt-outs in free text: tags, labels of numbers, notes.

Notes of other programs are not imported. But contacting someone despite an opt-out is the harm to prevent, so
opt-outs are extracted from them. Unclear texts count as an opt-out: nothing is sent until a user has checked.
"""

import re
from functools import lru_cache

from stakeholder_crm.domain.contact_files import targets as t
from stakeholder_crm.domain.contact_files.headers import plain
from stakeholder_crm.domain.contact_files.refusal_columns import means_opt_out, refusal_target

# Columns with such texts, as written by headers.plain. If any cell contains an opt-out, the user is asked.
OWN_WORDS = frozenset(
	(
		*("tag", "tags", "label", "labels", "category", "categories", "group", "groups", "group membership"),
		*("note", "notes", "comment", "comments", "remark", "remarks", "description", "memo", "status"),
		*(
			"notiz",
			"notizen",
			"bemerkung",
			"bemerkungen",
			"anmerkungen",
			"kategorie",
			"kategorien",
			"gruppen",
		),
		*(
			"categorie",
			"remarques",
			"commentaires",
			"etiquettes",
			"groupes",
			"notas",
			"etiquetas",
			"categorias",
		),
		*(
			"comentarios",
			"grupos",
			"observaciones",
			"observacoes",
			"anotacoes",
			"etichette",
			"categorie",
			"commenti",
		),
	)
)
# The part of a note that is checked. What matters is at the beginning.
LONGEST_NOTE = 20_000
_BETWEEN = re.compile(r"[.,;:!?|/()\[\]\n\r*\"]+|\s[-\u2013\u2014]\s")
_YEARS = re.compile(r"( \d+)+$")
# "Do not hesitate to call", "no contact details": these are not opt-outs.
_NO_STOP = re.compile(
	r"\b(hesitate|forget|zogern|hesitez|dude|esitare|hesite)\b"
	r"|\bcontact (persons?|details?|data|info\w*|names?|numbers?|since|yet|history)\b|\byet\b"
)
_STOPS = frozenset((t.NO_EMAIL, t.NO_PHONE, t.NO_TEXT, t.NO_LETTERS, t.NO_CONTACT, t.DECEASED))
_SHORT = 40


def opt_outs_in(text: str) -> frozenset[str]:
	"""The opt-outs in a text.

	Args:
			text: free text.

	Returns:
			Targets of columns with the same meaning, including ``ASK`` if a user must read it.
	"""
	return frozenset(filter(None, map(_opt_out, _BETWEEN.split(text[:LONGEST_NOTE]))))


# Called for each tag of each row.
@lru_cache(maxsize=2_000)
def _opt_out(clause: str) -> str:
	words = _YEARS.sub("", plain(clause))
	if not words or _NO_STOP.search(words):
		return ""
	target = refusal_target(words)
	if (means_opt_out(clause) and target not in _STOPS) or words == "dnc":
		# No channel is given: it applies to all.
		return t.NO_CONTACT
	if target in _STOPS:
		return target
	return t.ASK if target == t.ASK and len(clause) <= _SHORT else ""
