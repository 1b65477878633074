"""Refuse requests that name a DocType or a record of ours, if their user has nothing to do with this app.

A user without a role of ours, a share or a grant has no use for such a request, whichever endpoint of the host it
calls. So this has no list of endpoints: the hosts have more than a thousand, and new ones with every version. The
requests of all other users are checked by the permission rules.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import frappe
from frappe import _

from stakeholder_crm.access.viewers import is_outsider

# Arguments and fields in which people type text: "Community Leader" is also a job title.
TYPED = (
	"txt",
	"text",
	"value",
	"content",
	"tag",
	"tags",
	"subject",
	"title",
	"description",
	"message",
	"comment",
)
TEXT_FIELDS = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "HTML Editor", "Markdown Editor")
OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "in", "not in", "like", "not like", "is", "between", "timespan")
# Marks, control and format characters, which the database ignores when it compares.
IGNORED = ("Mn", "Cc", "Cf")


class Named(NamedTuple):
	"""A text of a request, and where it was found.

	Attributes:
		text: as sent.
		key: the argument, field or filter that holds it; empty in the address and in lists.
		doctype: the DocType of the document or filter that holds it; otherwise the one requested.
		document: DocType and name of the document that holds it, if any.
	"""

	text: str
	key: str = ""
	doctype: str = ""
	document: tuple[str, str] | None = None


def check_request() -> None:
	"""The hook ``auth_hooks``, which runs once the user is known.

	Raises:
		frappe.DoesNotExistError: if the request is refused, whether or not the named record exists.
	"""
	if frappe.session.user == "Administrator":
		return
	kinds, series = _ours()
	prefixes = tuple(series)
	texts = list(_texts_of_request())
	named = [each for each in texts if _folded(each.text) in kinds]
	numbers = [each for each in texts if each.text.upper().startswith(prefixes)]
	# First what costs little: most who name us have a role of ours.
	if not (named or numbers) or not is_outsider(frappe.session.user):
		return
	# System Managers set up the forms, roles and prints of every DocType.
	configures = "System Manager" in frappe.get_roles()
	names_kind = not configures and not all(map(_is_own_text, named))
	if names_kind or _names_our_record([each for each in numbers if not _is_own_text(each)], texts):
		frappe.throw(_("Not found"), frappe.DoesNotExistError)


@lru_cache(maxsize=1)
def _ours() -> tuple[frozenset[str], dict[str, str]]:
	"""The folded names of our DocTypes; and those with numbered records, by what the numbers begin with."""
	files = Path(frappe.get_app_path("stakeholder_crm")).glob("*/doctype/*/*.json")
	shipped = [json.loads(file.read_text()) for file in files]
	numbered = [kind for kind in shipped if ".#" in kind.get("autoname", "")]
	series = {kind["autoname"].partition(".")[0]: kind["name"] for kind in numbered}
	return frozenset(_folded(kind["name"]) for kind in shipped), series


def _texts_of_request() -> Iterator[Named]:
	request, arguments = frappe.local.request, frappe.local.form_dict
	segments = request.path.split("/")[2:] if request.path.startswith("/api/") else []
	requested = arguments.get("doctype") or arguments.get("dt") or next(iter(segments[1:]), "")
	within = Named("", doctype=requested if isinstance(requested, str) else "")
	for segment in segments:
		yield Named(segment)
	yield from _texts(dict(arguments), within)
	# Frappe's REST API reads a body as JSON, whatever its content type says.
	body = b"" if request.is_json else request.get_data()
	if body.lstrip()[:1] in (b"{", b"["):
		yield from _texts(body.decode(errors="replace"), within)


def _texts(value: Any, within: Named) -> Iterator[Named]:
	if isinstance(value, str):
		yield within._replace(text=value)
		if value.lstrip()[:1] in ("{", "[", '"'):
			with suppress(ValueError, RecursionError):
				yield from _texts(json.loads(value), within)
	elif isinstance(value, dict):
		yield from _texts_of_dict(value, within)
	elif isinstance(value, (list, tuple)):
		yield from _texts_of_list(value, within)


def _texts_of_dict(value: dict, within: Named) -> Iterator[Named]:
	doctype, name = value.get("doctype"), value.get("name")
	if isinstance(doctype, str):
		within = within._replace(doctype=doctype)
		if isinstance(name, str) and not within.document:
			within = within._replace(document=(doctype, name))
	for key, item in value.items():
		yield within._replace(text=key, key="")
		yield from _texts(item, within._replace(key=key))


def _texts_of_list(value: Sequence, within: Named) -> Iterator[Named]:
	# [field, operator, value] or [DocType, field, operator, value], as in filters.
	at = next((at for at in (1, 2) if at < len(value) - 1 and _is_operator(value[at])), None)
	for index, item in enumerate(value):
		place = within
		if at and index == at + 1 and isinstance(value[at - 1], str):
			doctype = value[0] if at == 2 and isinstance(value[0], str) else within.doctype
			place = within._replace(key=value[at - 1], doctype=doctype)
		yield from _texts(item, place)


def _is_operator(value: Any) -> bool:
	return isinstance(value, str) and value.lower() in OPERATORS


def _is_own_text(found: Named) -> bool:
	"""Whether a user typed it into a field for text, or the stored document has it already."""
	if found.key in TYPED:
		return True
	if found.key and found.doctype and frappe.db.exists("DocType", found.doctype):
		field = frappe.get_meta(found.doctype).get_field(found.key)
		if field and field.fieldtype in TEXT_FIELDS:
			return True
	if not found.document or found.key in ("", "doctype", "name"):
		return False
	return found.text in _stored_texts(*found.document)


def _stored_texts(doctype: str, name: str) -> set[str]:
	if not frappe.db.exists("DocType", doctype) or not frappe.db.exists(doctype, name):
		return set()
	return {each.text for each in _texts(frappe.get_doc(doctype, name).as_dict(), Named(""))}


def _names_our_record(numbers: Sequence[Named], texts: Sequence[Named]) -> bool:
	"""Whether a number is a record of ours, and not one of another DocType that the request names, too."""
	kinds, series = _ours()
	found = {
		number.text
		for number in numbers
		for prefix, kind in series.items()
		if number.text.upper().startswith(prefix) and frappe.db.exists(kind, number.text)
	}
	if not found:
		return False
	others = frappe.get_all(
		"DocType",
		filters={"name": ("in", sorted({each.text for each in texts})), "issingle": 0, "istable": 0},
		pluck="name",
		order_by="name",
	)
	theirs = {
		number
		for number in found
		for other in others
		if _folded(other) not in kinds and frappe.db.exists(other, number)
	}
	return bool(found - theirs)


def _folded(text: str) -> str:
	"""A text as databases compare it: without case, accents, invisible characters and trailing spaces."""
	if text.isascii() and text.isprintable():
		return text.lower().rstrip()
	kept = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) not in IGNORED)
	return "".join(kept).casefold().rstrip()
