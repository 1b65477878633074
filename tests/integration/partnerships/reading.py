"""Read a report as the Desk does, and follow its numbers to the lists behind them."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe.desk.query_report import run

from stakeholder_crm.api import partnership_reports

SMALLEST = 5
# The endpoints behind the clickable counts of a report, as partnership_reports.js names them.
BEHIND = {"met": partnership_reports.find_meetings, "thanks": partnership_reports.find_thank_yous}


def rows_of(report: str, **filters: Any) -> list[dict]:
	return run(report, filters=filters)["result"]


def listed(doctype: str, *filters: list, fields: Iterable[str] = ("name",)) -> list[frappe._dict]:
	"""What the session's user gets in the host's list."""
	return frappe.get_list(
		doctype, filters=list(filters), fields=list(fields), order_by="name", limit_page_length=0
	)


def follow(report: str, **filters: Any) -> int:
	"""Follow every number of a report, and compare it with what is there; how many there were."""
	answer = run(report, filters=filters)
	followed = 0
	for row in answer["result"]:
		for column in answer["columns"]:
			told = row[column["fieldname"]]
			# A zero has no link, and a report that is asked for nobody's rows shows everybody's.
			if "link" in column and told not in ("", "0", None):
				there = _there(column, row, filters)
				assert agrees(told, there), (report, filters, row, column["fieldname"], told, there)
				followed += 1
	return followed


def agrees(told: object, count: int) -> bool:
	"""Whether a count may be told so."""
	if isinstance(told, str) and not told.isdigit():
		return count == 0 if told.startswith("none") else told == "fewer than 5" and 0 < count < SMALLEST
	return int(told) == count


def _there(column: dict, row: dict, filters: dict) -> int:
	link = column["link"]
	if "behind" in link:
		key = {} if row.get("is_total") else {"group": row["group"]}
		behind = BEHIND[link["behind"]](filters, column["fieldname"], **key)
		assert not behind["too_many"]
		visible = listed(behind["doctype"], ["name", "in", behind["names"] or [""]])
		assert [one.name for one in visible] == sorted(behind["names"])
		return len(visible)
	by_row = {} if row.get("is_total") else link["by_row"]
	if "report" in link:
		wanted = {**link["filters"], **{field: row[key] for field, key in by_row.items()}}
		return len(rows_of(link["report"], **wanted))
	narrowed = {
		**link["filters"],
		**{field: ["=", row[key]] if row[key] else ["is", "not set"] for field, key in by_row.items()},
	}
	return len(listed(link["doctype"], *([field, *one] for field, one in narrowed.items())))
