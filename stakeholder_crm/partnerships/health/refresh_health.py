"""Keep what the records say about each relationship: in increments, a little with every run of the scheduler."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.query_builder import Case
from frappe.utils import get_datetime, getdate, now_datetime, today

from stakeholder_crm.base.doctypes import SETTINGS
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.record_health import HealthPart, health, parts_of
from stakeholder_crm.partnerships.health.load_history import load_history

BATCH = 500
PER_RUN = 2_000
# Whoever writes at this moment commits a little later than the time that the record carries.
OVERLAP = timedelta(minutes=10)
KEPT_UNTIL = "record_health_kept_until"
HEARD = ("Stakeholder Commitment", "Stakeholder Assessment")
WEIGHTS = tuple(f"weight_{part.value}" for part in HealthPart)


def refresh_health() -> None:
	"""Compute anew what has changed since the last run, and a part of what has only grown older."""
	now = now_datetime()
	kept_until = get_settings().record_health_kept_until
	if kept_until:
		update_health(_changed_since(get_datetime(kept_until) - OVERLAP))
	update_health(_outdated(PER_RUN))
	frappe.db.set_single_value(SETTINGS, KEPT_UNTIL, now, update_modified=False)


def rebuild_health() -> None:
	"""Compute all of it again in the background; nothing waits for it."""
	for kind in KINDS:
		table = frappe.qb.DocType(kind)
		frappe.qb.update(table).set(table.record_health_on, None).run()
	frappe.enqueue(
		update_outdated,
		queue="long",
		job_id="stakeholder_crm_health",
		deduplicate=True,
		enqueue_after_commit=True,
	)


def update_outdated() -> None:
	"""Compute what was not computed today, in batches: saves of records never wait for longer than one of them."""
	while pairs := _outdated(BATCH):
		update_health(pairs)
		# A long batch: what is computed is not computed again by the next run.
		frappe.db.commit()


def on_settings_change(settings: Document, _method: str | None = None) -> None:
	"""Other weights make other sums."""
	if any(settings.has_value_changed(weight) for weight in WEIGHTS):
		rebuild_health()


def update_health(pairs: Collection[Pair]) -> None:
	"""Compute and store the health of these relationships; ``modified`` stays, as nobody edited them.

	Args:
		pairs: as many as wanted; the number of queries grows with every 500 only.
	"""
	weights = {part: get_settings().get(f"weight_{part.value}") or 0 for part in HealthPart}
	day = getdate(today())
	wanted = sorted(set(pairs))
	for start in range(0, len(wanted), BATCH):
		values: dict[str, dict[str, dict]] = {}
		for (kind, name), history in load_history(wanted[start : start + BATCH], day).items():
			parts = parts_of(history, day)
			values.setdefault(kind, {})[name] = {
				"record_health": health(parts, weights) or 0,
				"record_health_known": sum(
					value is not None and weights[part] > 0 for part, value in parts.items()
				),
				"record_health_parts": json.dumps({part.value: value for part, value in parts.items()}),
			}
		for kind, rows in values.items():
			_store(kind, rows, day)


def _store(kind: str, rows: dict[str, dict], day: date) -> None:
	"""Write all in one statement."""
	table = frappe.qb.DocType(kind)
	query = frappe.qb.update(table).set(table.record_health_on, day).where(table.name.isin(sorted(rows)))
	for fieldname in ("record_health", "record_health_known", "record_health_parts"):
		value = Case()
		for name, row in rows.items():
			value = value.when(table.name == name, row[fieldname])
		query = query.set(table[fieldname], value)
	query.run()
	for name in rows:
		frappe.clear_document_cache(kind, name)


def _outdated(most: int) -> list[Pair]:
	"""Those that were computed for an earlier day or never, the oldest first within a kind."""
	found: list[Pair] = []
	for kind in KINDS:
		table = frappe.qb.DocType(kind)
		names = (
			frappe.qb.from_(table)
			.select(table.name)
			.where(table.record_health_on.isnull() | (table.record_health_on < today()))
			.where(table.status != "Anonymised")
			.orderby(table.record_health_on)
			.limit(most - len(found))
		).run(pluck=True)
		found += [(kind, name) for name in names]
		if len(found) == most:
			break
	return found


def _changed_since(moment: datetime) -> set[Pair]:
	"""Those about whom something was written down, promised, kept or assessed, or who came to a meeting."""
	pairs = {(kind, name) for kind in KINDS for name in _changed_names(kind, moment)}
	for doctype in HEARD:
		pairs |= _named_in(
			frappe.get_all(
				doctype,
				filters={"modified": (">=", moment)},
				fields=["stakeholder_type", "stakeholder"],
				order_by="modified",
			)
		)
	return pairs | _named_in(
		frappe.get_all(
			"Meeting Attendance",
			filters={"parent": ("in", _changed_names("Meeting Log", moment) or [""])},
			fields=["stakeholder_type", "stakeholder"],
			order_by="parent, idx",
		)
	)


def _changed_names(doctype: str, moment: datetime) -> list[str]:
	return frappe.get_all(doctype, filters={"modified": (">=", moment)}, pluck="name", order_by="modified")


def _named_in(rows: Iterable[frappe._dict]) -> set[Pair]:
	return {(row.stakeholder_type, row.stakeholder) for row in rows if row.stakeholder}
