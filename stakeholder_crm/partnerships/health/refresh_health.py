"""Refresh calculated health incrementally, with every scheduler run."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.query_builder import Case
from frappe.utils import get_datetime, getdate, now_datetime, today

from stakeholder_crm.base.doctypes import SETTINGS
from stakeholder_crm.base.pairs import KINDS, Pair, pairs_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.record_health import HealthPart, health, parts_of
from stakeholder_crm.partnerships.health.load_history import load_history

BATCH = 500
PER_RUN = 2_000
# A record's modified time is a little earlier than its commit.
OVERLAP = timedelta(minutes=10)
KEPT_UNTIL = "record_health_kept_until"
SOURCES = ("Stakeholder Commitment", "Stakeholder Assessment")
WEIGHTS = tuple(f"weight_{part.value}" for part in HealthPart)


def refresh_health() -> None:
	"""Recalculate what changed since the last run, and some that are only outdated."""
	now = now_datetime()
	kept_until = get_settings().record_health_kept_until
	if kept_until:
		update_health(_changed_since(get_datetime(kept_until) - OVERLAP))
	update_health(_outdated(PER_RUN))
	frappe.db.set_single_value(SETTINGS, KEPT_UNTIL, now, update_modified=False)


def rebuild_health() -> None:
	"""Recalculate everything in the background."""
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
	"""Recalculate what was not calculated today, in batches: saves never wait for longer than one of them."""
	while pairs := _outdated(BATCH):
		update_health(pairs)
		# A long batch: the next run does not repeat what is calculated.
		frappe.db.commit()


def on_settings_change(settings: Document, _method: str | None = None) -> None:
	"""Recalculate after the weights changed."""
	if any(settings.has_value_changed(weight) for weight in WEIGHTS):
		rebuild_health()


def update_health(pairs: Collection[Pair]) -> None:
	"""Calculate and store the health of these relationships; ``modified`` stays unchanged.

	Args:
		pairs: any number; the number of queries grows per 500.
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
	"""Update all in one statement."""
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
	"""Those calculated on an earlier day or never, the oldest first within a type."""
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
	"""Stakeholders with changed records, commitments, assessments or attendance."""
	pairs = {(kind, name) for kind in KINDS for name in _changed_names(kind, moment)}
	for doctype in SOURCES:
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
	return set(pairs_of(rows))
