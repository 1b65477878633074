"""Write down what the host still keeps in its cache: a name that waits there would come back later."""

import frappe
from frappe.deferred_insert import queue_prefix, save_to_db
from frappe.model.utils.user_settings import sync_user_settings
from frappe.utils.global_search import sync_global_search


def flush_host_queues() -> None:
	"""Bring searches, visited pages and list settings into the database, where they can be erased.

	The host takes some 500 of a queue at a time: it is asked again while they grow shorter.
	"""
	waiting = _waiting()
	while waiting:
		save_to_db()
		before, waiting = waiting, _waiting()
		if waiting >= before:
			break
	sync_global_search()
	sync_user_settings()


def forget_list_settings() -> None:
	"""Have the host read list settings anew: its cache would write into the database again what was erased there."""
	frappe.cache.delete_value("_user_settings")


def _waiting() -> int:
	keys = {_plain(key).partition("|")[2] for key in frappe.cache.get_keys(queue_prefix)}
	return sum(frappe.cache.llen(key) for key in keys)


def _plain(key: str | bytes) -> str:
	return key.decode() if isinstance(key, bytes) else key
