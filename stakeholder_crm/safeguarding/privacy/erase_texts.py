"""Erase a person's values from all other texts, of users and of the host."""

from collections import Counter
from collections.abc import Collection, Sequence

import frappe

from stakeholder_crm.access.vault.read_opened import get_all_opened, load_pairs_opened
from stakeholder_crm.access.vault.sealed_rows import change_texts
from stakeholder_crm.base.doctypes import MODULES, SEALED_TEXT
from stakeholder_crm.base.host_traces import delete_rows
from stakeholder_crm.base.pairs import Pair, pair_of, pairs_of
from stakeholder_crm.compat import text_columns
from stakeholder_crm.domain.erased_values import ErasedValue, erase_from, found_in, name_parts
from stakeholder_crm.safeguarding.privacy.text_rows import TextRow, text_rows

# Logs of the host and pending imports, whose rows are deleted.
NOTED = (
	*("Version", "Deleted Document", "Error Log", "Access Log", "Activity Log", "Route History", "View Log"),
	*("Email Queue", "Prepared Report", "SMS Log", "Scheduled Job Log", "Integration Request"),
	*("Webhook Request Log", "Submission Queue", "Data Import Log", "Unhandled Email", "Notification Log"),
	*("Console Log", "Email Unsubscribe", "Email Group Member", "Document Follow", "Tag Link"),
	"Contact Import Row",
)
# Texts of users, in which the values are replaced.
WRITTEN = ("Comment", "Communication", "ToDo", "Event", "Note", "Data Import", "Notification")
# Tables without names, and their key columns.
NAMELESS = {
	"__global_search": ("doctype", "name"),
	"__UserSettings": ("user", "doctype"),
	"tabSessions": ("sid",),
}
# These columns name records and users, which are not renamed.
NEVER = frozenset({"name", "owner", "modified_by", "parent", "parenttype", "parentfield"})


def erase_texts(values: Sequence[ErasedValue]) -> Counter[str]:
	"""Delete or rewrite every row with one of the values in tables of the app or the host.

	Args:
		values: the values to erase.

	Returns:
		How many rows were deleted or rewritten, by table.
	"""
	done: Counter[str] = Counter()
	columns = text_columns()
	for doctype in NOTED:
		done[doctype] += _remove_rows(doctype, columns.get(f"tab{doctype}"), values)
	done["Email Queue"] += _remove_mails(columns["tabEmail Queue Recipient"], values)
	for table, keys in NAMELESS.items():
		done[table] += _remove_by_keys(table, keys, columns.get(table), values)
	for doctype in (*WRITTEN, *_our_tables()):
		done[doctype] += _rewrite_rows(doctype, columns.get(f"tab{doctype}"), values)
	done[SEALED_TEXT] += change_texts(lambda text: erase_from(text, values))
	return +done


def erase_parts(pair: Pair, names: Sequence[str], meetings: Collection[str]) -> Counter[str]:
	"""Also erase first names in texts about the person's meetings.

	Args:
		pair: the stakeholder.
		names: the person's names and aliases.
		meetings: names of the meetings.

	Returns:
		How many rows were rewritten or deleted, by DocType.
	"""
	done: Counter[str] = Counter()
	if not meetings:
		return done
	logs = _names("Meeting Log", {"meeting": ("in", list(meetings))})
	about = {
		"Stakeholder Meeting": list(meetings),
		"Meeting Log": logs,
		"Stakeholder Concern": _names("Stakeholder Concern", {"meeting": ("in", list(meetings))}),
		"Stakeholder Commitment": _names("Stakeholder Commitment", {"meeting": ("in", list(meetings))}),
		"Thank You Follow Up": _names("Thank You Follow Up", {"meeting": ("in", list(meetings))}),
	}
	parts = name_parts(names, names_at(pair, meetings, logs))
	columns = text_columns()
	for doctype, wanted in about.items():
		if not wanted or not parts:
			continue
		done[doctype] += _rewrite_rows(doctype, columns[f"tab{doctype}"], parts, wanted)
		for field in frappe.get_meta(doctype).get_table_fields():
			table = columns[f"tab{field.options}"]
			done[field.options] += _rewrite_rows(field.options, table, parts, wanted, "parent")
		versions = _names("Version", {"ref_doctype": doctype, "docname": ("in", wanted)})
		done["Version"] += _remove_rows("Version", columns["tabVersion"], parts, versions)
		comments = _names("Comment", {"reference_doctype": doctype, "reference_name": ("in", wanted)})
		done["Comment"] += _rewrite_rows("Comment", columns["tabComment"], parts, comments)
		sealed = [(doctype, name) for name in wanted]
		done[SEALED_TEXT] += change_texts(lambda text: erase_from(text, parts), sealed)
	return +done


def names_at(pair: Pair, meetings: Collection[str], logs: Collection[str]) -> list[str]:
	"""The names of all other people at the meetings, guests and representatives too, and of colleagues."""
	rows = [
		row
		for doctype, parents in (("Meeting Participant", meetings), ("Meeting Attendance", logs))
		for row in get_all_opened(
			doctype,
			filters={"parent": ("in", list(parents) or [""])},
			fields=["stakeholder_type", "stakeholder", "guest_name", "represented_by"],
			order_by="name",
		)
	]
	rows = [row for row in rows if pair_of(row) != pair]
	others = load_pairs_opened(pairs_of(rows), ["full_name", "safe_alias"])
	users = frappe.get_all("User", filters={"user_type": "System User"}, pluck="full_name", order_by="name")
	return [
		name
		for name in (
			*(n for row in others.values() for n in (row.full_name, row.safe_alias)),
			*(n for row in rows for n in (row.guest_name, row.represented_by)),
			*users,
		)
		if name
	]


def _our_tables() -> list[str]:
	filters = {"module": ("in", MODULES), "issingle": 0, "name": ("!=", SEALED_TEXT)}
	return frappe.get_all("DocType", filters=filters, pluck="name", order_by="name")


def _names(doctype: str, filters: dict[str, object]) -> list[str]:
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")


def _holding(
	table: str, columns: list[str], values: Sequence[ErasedValue], among: Collection[str] | None = None
) -> list[TextRow]:
	return [
		row
		for row in text_rows(table, columns, among)
		if any(found_in(text, values) for column, text in row.texts.items() if column not in NEVER)
	]


def _remove_rows(
	doctype: str,
	columns: list[str] | None,
	values: Sequence[ErasedValue],
	among: Collection[str] | None = None,
) -> int:
	if not columns:
		return 0
	names = [row.name for row in _holding(f"tab{doctype}", columns, values, among) if row.name is not None]
	delete_rows(doctype, names)
	return len(names)


def _remove_mails(columns: list[str], values: Sequence[ErasedValue]) -> int:
	rows = [row.texts["parent"] for row in _holding("tabEmail Queue Recipient", columns, values)]
	delete_rows("Email Queue", {*rows})
	return len({*rows})


def _remove_by_keys(
	table: str, keys: Sequence[str], columns: list[str] | None, values: Sequence[ErasedValue]
) -> int:
	rows = _holding(table, columns, values) if columns else []
	for row in rows:
		frappe.db.delete(table, {key: row.texts.get(key) for key in keys})
	return len(rows)


def _rewrite_rows(
	doctype: str,
	columns: list[str] | None,
	values: Sequence[ErasedValue],
	among: Collection[str] | None = None,
	by: str = "name",
) -> int:
	"""Replace the values in a table's texts without hooks, which would log the old text."""
	links = {field.fieldname for field in frappe.get_meta(doctype).fields if "Link" in field.fieldtype}
	count = 0
	for row in text_rows(f"tab{doctype}", columns, among, by) if columns else ():
		texts = {
			column: erase_from(text, values)
			for column, text in row.texts.items()
			if column not in NEVER and column not in links and found_in(text, values)
		}
		if texts:
			frappe.db.set_value(doctype, row.name, texts, update_modified=False)
			frappe.clear_document_cache(doctype, row.name)
			count += 1
	return count
