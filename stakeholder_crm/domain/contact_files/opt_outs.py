"""What people wrote of their own accord about writing to somebody: tags, labels of numbers, notes.

Nobody may keep a note of another program here. But being written to in spite of one is the harm to prevent, so what it
says of that is taken from it. Where it is not plain, it counts as an opt-out: somebody looks, and nothing is sent.
"""

import re
from functools import lru_cache

from stakeholder_crm.domain.contact_files import targets as t
from stakeholder_crm.domain.contact_files.headers import plain
from stakeholder_crm.domain.contact_files.refusal_columns import means_opt_out, refusal_target

# Columns of such texts, as headers.plain writes them. People are asked what one is taken for when it says so anywhere.
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
# So much of a note is looked through; what matters stands at its beginning.
LONGEST_NOTE = 20_000
_BETWEEN = re.compile(r"[.,;:!?|/()\[\]\n\r*\"]+|\s[-\u2013\u2014]\s")
_YEARS = re.compile(r"( \d+)+$")
# "Do not hesitate to call", "no contact details": these ask for nobody's silence.
_NO_STOP = re.compile(
	r"\b(hesitate|forget|zogern|hesitez|dude|esitare|hesite)\b"
	r"|\bcontact (persons?|details?|data|info\w*|names?|numbers?|since|yet|history)\b|\byet\b"
)
_STOPS = frozenset((t.NO_EMAIL, t.NO_PHONE, t.NO_TEXT, t.NO_LETTERS, t.NO_CONTACT, t.DECEASED))
_SHORT = 40


def opt_outs_in(text: str) -> frozenset[str]:
	"""What a text says of not writing to somebody.

	Args:
		text: in people's own words.

	Returns:
		Targets of columns that say the same; ``ASK`` among them where somebody has to read it.
	"""
	return frozenset(filter(None, map(_opt_out, _BETWEEN.split(text[:LONGEST_NOTE]))))


# Asked of each tag of each row.
@lru_cache(maxsize=2_000)
def _opt_out(clause: str) -> str:
	words = _YEARS.sub("", plain(clause))
	if not words or _NO_STOP.search(words):
		return ""
	target = refusal_target(words)
	if (means_opt_out(clause) and target not in _STOPS) or words == "dnc":
		# Nothing says of which way: of all.
		return t.NO_CONTACT
	if target in _STOPS:
		return target
	return t.ASK if target == t.ASK and len(clause) <= _SHORT else ""
