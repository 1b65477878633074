"""Delete Frappe's own data about a stakeholder."""

from collections import Counter
from collections.abc import Collection, Iterable

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import ADDRESS_BOOK_LINK
from stakeholder_crm.base.host_traces import TRACES, delete_rows
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.safeguarding.privacy.erase_files import erase_files
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT

# Further DocTypes of Frappe that refer to a document.
MORE_TRACES = (
	("Event Participants", "reference_doctype", "reference_docname"),
	("Error Log", "reference_doctype", "reference_name"),
	("Integration Request", "reference_doctype", "reference_docname"),
	("Submission Queue", "ref_doctype", "ref_docname"),
	("Email Unsubscribe", "reference_doctype", "reference_name"),
	("Access Log", "export_from", "reference_document"),
)


# The host's own columns of a record: comments, tags, likes and assignments.
OWN_COLUMNS = ("_comments", "_user_tags", "_liked_by", "_assign", "_seen")


class Removed(Counter[str]):
	"""How many rows were deleted, by DocType.

	Attributes:
		files: the URLs of deleted files.
	"""

	def __init__(self) -> None:
		"""Start empty."""
		super().__init__()
		self.files: set[str] = set()


def erase_traces(
	pair: Pair, documents: dict[str, list[str]], addresses: Collection[str], *, keep_todos: bool = True
) -> Removed:
	"""Delete the traces of a stakeholder and of documents about them.

	Args:
		pair: the stakeholder.
		documents: names of the documents about them, by DocType.
		addresses: e-mail addresses of this person only.
		keep_todos: keep the to-dos of documents about them, with a neutral text.

	Returns:
		How many rows were deleted, by DocType.
	"""
	removed = Removed()
	about = {pair[0]: [pair[1]], **documents}
	for doctype, names in about.items():
		_empty_own_columns(doctype, names, keep_todos=keep_todos and doctype != pair[0])
		for trace, doctype_field, name_field in (*TRACES, *MORE_TRACES):
			if not frappe.db.table_exists(trace):
				continue
			if trace == "ToDo" and keep_todos and doctype != pair[0]:
				_neutralise_todos(doctype, names)
				continue
			_remove(trace, {doctype_field: doctype, name_field: ("in", names)}, removed)
		_remove_files(doctype, names, removed)
		_remove("Deleted Document", {"deleted_doctype": doctype, "deleted_name": ("in", names)}, removed)
		frappe.db.delete("__global_search", {"doctype": doctype, "name": ("in", names)})
	# Documents deleted earlier still contain the person in their data.
	_remove("Deleted Document", {"data": ("like", f'%"{pair[1]}"%')}, removed)
	_erase_exports(removed)
	_erase_contact_files(removed)
	_erase_mails(addresses, removed)
	_erase_contacts(pair, addresses, removed)
	return removed


def _empty_own_columns(doctype: str, names: Collection[str], *, keep_todos: bool) -> None:
	there = set(frappe.db.get_table_columns(doctype)) - ({"_assign"} if keep_todos else set())
	values = {column: None for column in OWN_COLUMNS if column in there}
	frappe.db.set_value(doctype, {"name": ("in", list(names))}, values, update_modified=False)
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _remove_files(doctype: str, names: Collection[str], removed: Removed) -> None:
	attached: dict[str, object] = {
		"attached_to_doctype": doctype,
		"attached_to_name": ("in", list(names) or [""]),
	}
	removed["File"] += erase_files(attached, removed.files)


def _remove(doctype: str, filters: dict[str, object], removed: Removed) -> None:
	names = frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")
	if doctype in ("Communication", "Event"):
		_remove_files(doctype, names, removed)
	delete_rows(doctype, names)
	removed[doctype] += len(names)


def _neutralise_todos(doctype: str, names: Iterable[str]) -> None:
	frappe.db.set_value(
		"ToDo",
		{"reference_type": doctype, "reference_name": ("in", list(names))},
		"description",
		_("The person this was about was erased."),
		update_modified=False,
	)


def _erase_exports(removed: Removed) -> None:
	reports = frappe.get_all("Report", filters={"ref_doctype": ("in", KINDS)}, pluck="name", order_by="name")
	prepared = frappe.get_all(
		"Prepared Report", filters={"report_name": ("in", reports or [""])}, pluck="name", order_by="name"
	)
	_remove_files("Prepared Report", prepared, removed)
	delete_rows("Prepared Report", prepared)
	removed["Prepared Report"] += len(prepared)
	imports = frappe.get_all(
		"Data Import", filters={"reference_doctype": ("in", KINDS)}, pluck="name", order_by="name"
	)
	if imports:
		_remove_files("Data Import", imports, removed)
		frappe.db.set_value(
			"Data Import", {"name": ("in", imports)}, {"import_file": None, "template_warnings": None}
		)
		_remove("Data Import Log", {"data_import": ("in", imports)}, removed)


def _erase_contact_files(removed: Removed) -> None:
	"""Delete all contact files, which may contain the person. Data read from them stays with the import."""
	removed["File"] += erase_files({"attached_to_doctype": CONTACT_IMPORT}, removed.files)
	frappe.db.set_value(CONTACT_IMPORT, {"import_file": ("is", "set")}, "import_file", None)
	reading = {"status": ("in", ("Previewing", "Draft"))}
	frappe.db.set_value(CONTACT_IMPORT, reading, {"status": "Draft", "run": None})


def _erase_mails(addresses: Collection[str], removed: Removed) -> None:
	if not addresses:
		return
	wanted = ("in", sorted(addresses))
	queued = frappe.get_all(
		"Email Queue Recipient", filters={"recipient": wanted}, pluck="parent", order_by="parent"
	)
	_remove("Email Queue", {"name": ("in", queued or [""])}, removed)
	for field in ("sender", "recipients"):
		_remove("Communication", {field: wanted}, removed)
	for doctype in ("Email Unsubscribe", "Email Group Member"):
		_remove(doctype, {"email": wanted}, removed)


def _erase_contacts(pair: Pair, addresses: Collection[str], removed: Removed) -> None:
	"""Delete contacts and addresses in the host's address book that belong to nobody else."""
	links = {"link_doctype": pair[0], "link_name": pair[1]}
	for doctype in ("Contact", "Address"):
		# Rows that were written past the Contact's events may still link to them.
		written = {**links, "parenttype": doctype}
		mine = {
			*frappe.get_all("Dynamic Link", filters=written, pluck="parent", order_by="parent"),
			*linked_records(pair, doctype),
		}
		if doctype == "Contact" and addresses:
			mine |= {
				*frappe.get_all(
					"Contact Email",
					filters={"email_id": ("in", sorted(addresses))},
					pluck="parent",
					order_by="parent",
				)
			}
		frappe.db.delete("Dynamic Link", written)
		frappe.db.delete(ADDRESS_BOOK_LINK, {**links, "record_doctype": doctype})
		if mine:
			_remove(doctype, {"name": ("in", sorted(mine - _of_others(doctype, mine)))}, removed)


def _of_others(doctype: str, names: Collection[str]) -> set[str]:
	wanted = ("in", sorted(names))
	linked = frappe.get_all(
		"Dynamic Link", filters={"parenttype": doctype, "parent": wanted}, pluck="parent", order_by="parent"
	)
	linked += frappe.get_all(
		ADDRESS_BOOK_LINK,
		filters={"record_doctype": doctype, "record_name": wanted},
		pluck="record_name",
		order_by="record_name",
	)
	if doctype != "Contact":
		return set(linked)
	users = frappe.get_all(
		"Contact", filters={"name": wanted, "user": ("is", "set")}, pluck="name", order_by="name"
	)
	return {*linked, *users}
