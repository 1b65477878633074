"""Write down what the host still keeps in its cache: a name that waits there would come back later."""

from frappe.deferred_insert import save_to_db
from frappe.model.utils.user_settings import sync_user_settings
from frappe.utils.global_search import sync_global_search


def flush_host_queues() -> None:
	"""Bring searches, visited pages and list settings into the database, where they can be erased."""
	save_to_db()
	sync_global_search()
	sync_user_settings()
