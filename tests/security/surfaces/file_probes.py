"""Files that are attached to records of ours: by their URL, and by our own link."""

from typing import Any

import frappe

from tests.security.surfaces import ask
from tests.security.surfaces.surface import PEOPLE
from tests.security.surfaces.world import World


def private_file(world: World, user: str) -> str:
	"""The attachment by its guessed address."""
	from frappe.utils.response import download_private_file

	def read(path: str) -> Any:
		response = download_private_file(path)
		response.direct_passthrough = False
		return response

	return " ".join(ask.plainly(user, lambda path=path: read(path)) for path in world.files.values())


def sealed_files(world: World, user: str) -> str:
	"""The content of a file that is attached to a Confidential record."""
	answers = []
	for record in world.of(*PEOPLE):
		about = {"attached_to_doctype": record.doctype, "attached_to_name": record.name}
		for name in frappe.get_all("File", filters=about, pluck="name", order_by="name"):
			answers.append(ask.method(user, "stakeholder_crm.api.sealed_files.open_file", file=name))
	return " ".join(answers)
