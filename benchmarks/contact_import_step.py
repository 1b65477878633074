"""One step of an import in a process of its own; its last line is JSON with ``seconds`` and ``megabytes``.

Usage: python -m benchmarks.contact_import_step <site> <user> attach <rows> <first>, or … run <import> <token>.
"""

import json
import resource
import sys
import time
from typing import Any

import frappe

from benchmarks.connection import connected
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT
from stakeholder_crm.stakeholders.imports.runner import run_import
from stakeholder_crm.testing import address_books as books

KILOBYTES = 1024


def attach(rows: int, first: int) -> dict[str, Any]:
	"""Make an import with a file of so many people; how long the form takes to recognise it."""
	doc = frappe.get_doc({"doctype": CONTACT_IMPORT, "kind": "Activist"}).insert()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "contacts.csv",
			"attached_to_doctype": CONTACT_IMPORT,
			"attached_to_name": doc.name,
			"is_private": 1,
			"content": books.csv_text(books.GOOGLE, books.google_rows(rows, first)).encode(),
		}
	).insert()
	doc.import_file = file.file_url
	started = time.perf_counter()
	doc.save()
	frappe.db.commit()
	return {"name": doc.name, "seconds": time.perf_counter() - started}


def run(name: str, token: str) -> dict[str, Any]:
	"""Do what a worker does."""
	started = time.perf_counter()
	run_import(name, token)
	return {"seconds": time.perf_counter() - started}


def main(site: str, user: str, verb: str, *words: str) -> None:
	with connected(site):
		frappe.set_user(user)
		answer = attach(*map(int, words)) if verb == "attach" else run(*words)
	peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
	print(json.dumps({**answer, "megabytes": peak}), flush=True)


if __name__ == "__main__":
	main(*sys.argv[1:])
