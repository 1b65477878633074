"""A connection to a site, for scripts that run from inside the sites folder."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe


@contextmanager
def connected(site: str) -> Iterator[None]:
	"""Be the Administrator of a site, outside of any test mode.

	Args:
		site: its name; the working directory is the bench's sites folder.
	"""
	frappe.init(site=site, sites_path=".")
	# Rows by the hundred thousand come from a file, where the server lets them.
	frappe.conf.local_infile = 1
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


@contextmanager
def undone() -> Iterator[None]:
	"""Take back all that is done meanwhile, commits included; where this process is killed, the database does.

	What changes the schema ends the transaction, and has no place here.
	"""
	commit = frappe.db.commit
	frappe.db.commit = lambda: None
	try:
		yield
	finally:
		frappe.db.rollback()
		frappe.db.commit = commit
		# Caches know nothing of a rollback.
		frappe.clear_cache()
