from typing import ClassVar

import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.stakeholders.imports.describe_file import describe_file
from stakeholder_crm.stakeholders.imports.repository import delete_rows_of

# When one of these changes, the rows must be previewed again.
DECIDES = ("kind", "agency_type", "community", "confidentiality", "phone_country", "import_file", "encoding")
RUNNING = ("Previewing", "Importing", "Reverting")
OPEN = ("Draft", "Previewed")


class ContactImport(CRMDocument):
	"""An import of contacts from a file."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.stakeholders.doctype.contact_import_column.contact_import_column import (
			ContactImportColumn,
		)

		agency_type: DF.Literal[
			"",
			"Law Enforcement",
			"Legal Services",
			"Shelter",
			"Health",
			"Immigration",
			"NGO",
			"Government",
			"Faith",
			"Funder",
			"Media",
		]
		columns: DF.Table[ContactImportColumn]
		community: DF.Data | None
		confidentiality: DF.Literal["Open", "Restricted", "Confidential"]
		encoding: DF.Literal[
			"",
			"UTF-8",
			"UTF-16",
			"Windows-1252 (Western European)",
			"Windows-1250 (Central European)",
			"Windows-1251 (Cyrillic)",
			"Windows-1253 (Greek)",
			"Windows-1254 (Turkish)",
			"Windows-1255 (Hebrew)",
			"Windows-1256 (Arabic)",
			"Windows-1257 (Baltic)",
			"Windows-1258 (Vietnamese)",
			"KOI8-R (Cyrillic)",
			"Mac OS Roman",
			"IBM 850 (DOS)",
			"Shift JIS (Japanese)",
			"GB18030 (Chinese)",
			"Big5 (Chinese)",
			"EUC-KR (Korean)",
		]
		failed_because: DF.SmallText | None
		import_file: DF.Attach | None
		kind: DF.Literal["Community Leader", "Activist", "Partner Agency"]
		phone_country: DF.Link | None
		read_as: DF.Data | None
		rows_seen: DF.Int
		rows_total: DF.Int
		run: DF.Data | None
		source: DF.Data | None
		status: DF.Literal[
			"Draft", "Previewing", "Previewed", "Importing", "Stopped", "Imported", "Reverting", "Reverted"
		]
		title: DF.Data | None
		touched_on: DF.Datetime | None
	# end: auto-generated types

	state_machine: ClassVar[str | None] = "Contact Import"
	service_states: ClassVar[frozenset[str]] = frozenset(MACHINES["Contact Import"]) - {"Draft"}

	def check(self) -> None:
		"""Read the columns of a new file, and discard the preview when a setting changes.

		Raises:
				frappe.PermissionError: when the user may not create stakeholders of this type.
				frappe.ValidationError: names the field and what to do.
		"""
		if not frappe.has_permission(self.kind, "create"):
			frappe.throw(
				_(
					"Stakeholder Type: you do not have permission to create {0}. Choose another type, or ask a manager."
				).format(frappe.bold(_(self.kind))),
				frappe.PermissionError,
			)
		self.title = " · ".join(
			filter(None, (_(self.kind), self.source, frappe.utils.formatdate(self.creation)))
		)
		before = self.get_doc_before_save()
		if self.flags.by_service:
			return
		if before is None:
			self._check_begun()
		elif self._mapping_changed_from(before):
			self._reset(before)

	def on_trash(self) -> None:
		"""Delete its rows and its file. Created records are kept.

		Raises:
				frappe.ValidationError: while a job is running.
		"""
		if self.status in RUNNING:
			frappe.throw(_("This import is running. Stop it before you delete it."))
		delete_rows_of(self.name)

	def _check_begun(self) -> None:
		self.columns = []
		if self.import_file:
			frappe.throw(_("File: save this import first, then attach the file to it."))

	def _mapping_changed_from(self, before: "ContactImport") -> bool:
		if any(self.get(field) != before.get(field) for field in DECIDES):
			return True
		return _mapping(self) != _mapping(before)

	def _reset(self, before: "ContactImport") -> None:
		if before.status not in OPEN:
			frappe.throw(
				_("This import is {0} and cannot be changed. Start a new one.").format(
					frappe.bold(_(before.status))
				)
			)
		if (self.import_file, self.encoding) != (before.import_file, before.encoding):
			if self.import_file != before.import_file:
				self.columns = []
			describe_file(self)
		delete_rows_of(self.name)
		self.status, self.failed_because = "Draft", None


def _mapping(doc: ContactImport) -> dict[int, str]:
	return {row.position: row.maps_to for row in doc.columns}
