"""Thank-you Timeliness: how soon after their meeting people were thanked."""

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import median

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, now_datetime, today

from stakeholder_crm.api import partnership_reports
from stakeholder_crm.partnerships.figures.count_figures import count_thank_yous
from stakeholder_crm.partnerships.figures.thank_you_timeliness import TimelinessFilters, measure_timeliness
from stakeholder_crm.testing import factories
from tests.integration.partnerships.conftest import READERS
from tests.integration.partnerships.reading import follow, listed, rows_of

REPORT = "Thank-you Timeliness"
HOUR = timedelta(hours=1)


def expected(by: str, first, last) -> dict[str, tuple[Counter, list[float]]]:
	found = defaultdict(lambda: (Counter(), []))
	fields = ("meeting_log", "status", "sent_on", "assigned_to")
	for row in listed("Thank You Follow Up", fields=fields):
		held_to = frappe.db.get_value("Meeting Log", row.meeting_log, "held_to")
		if not first <= held_to.date() <= last:
			continue
		counts, hours = found[f"{held_to:%Y-%m}" if by == "Month" else row.assigned_to or ""]
		if row.status == "Sent":
			hours.append((row.sent_on - held_to) / HOUR)
			counts["in_time" if hours[-1] <= 48 else "later"] += 1
		else:
			others = {"Done Manually": "by_hand", "Cancelled": "called_off", "Not Needed": "called_off"}
			counts[others.get(row.status, "waiting")] += 1
	return found


def test_every_number_is_what_its_reader_could_count(world, reading_as):
	first, last = getdate(add_days(today(), -380)), getdate()
	for reader in READERS:
		for by in ("Month", "Colleague"):
			with reading_as(reader):
				filters = {"from_date": str(first), "to_date": str(last), "by": by}
				*rows, total = rows_of(REPORT, **filters)
				compare(rows, expected(by, first, last))
				assert total["to_thank"] == sum(row["to_thank"] for row in rows)
				assert follow(REPORT, **filters) == 6 * (len(rows) + 1)
		with reading_as(reader):
			# The workspace counts the same.
			*_rows, total = rows_of(REPORT, from_date=add_days(last, -90), to_date=last)
			assert count_thank_yous(last) == {
				"thanks": total["to_thank"],
				"thanked_in_time": total["in_time"],
			}


def compare(rows: list[dict], by_hand: dict[str, tuple[Counter, list[float]]]) -> None:
	assert {row["group"] for row in rows} == by_hand.keys()
	for row in rows:
		counts, hours = by_hand[row["group"]]
		outcomes = ("in_time", "later", "waiting", "by_hand", "called_off")
		assert {key: row[key] for key in outcomes} == {key: counts[key] for key in outcomes}
		assert row["to_thank"] == counts["in_time"] + counts["later"] + counts["waiting"]
		assert row["median"] == (pytest.approx(median(hours), abs=0.06) if hours else None)


@pytest.fixture
def thanked(users, as_user):
	"""Log a meeting of one new activist that ended so many hours ago, and leave its thank-you as told."""

	def make(hours_ago: float, took: float | None = None, **fields) -> str:
		ended = now_datetime().replace(microsecond=0) - hours_ago * HOUR
		with as_user(users["outreach"]):
			meeting = factories.held_meeting([factories.activist()], starts_on=ended - HOUR)
			log = factories.log(meeting, submit=True)
		name = frappe.db.get_value("Thank You Follow Up", {"meeting_log": log.name})
		sent = {} if took is None else {"status": "Sent", "sent_on": ended + took * HOUR}
		values = {"status": "Scheduled", "assigned_to": "thanks@crm-test.example", **sent, **fields}
		frappe.db.set_value("Thank You Follow Up", name, values)
		return name

	return make


def test_what_left_at_the_48th_hour_is_in_time(thanked, users, as_user):
	for took in (1, 48, 48 + 1 / 60):
		thanked(100, took)
	thanked(100)
	thanked(100, status="Done Manually")
	with as_user(users["manager"]):
		*_rows, total = rows_of(REPORT, assigned_to="thanks@crm-test.example")
	assert [total[key] for key in ("to_thank", "in_time", "later", "waiting", "by_hand")] == [4, 2, 1, 1, 1]
	assert total["share"] == "50% (2 of 4)"
	assert (total["median"], total["most"]) == (48.0, 48.0)


def test_hours_are_right_across_a_change_of_the_clocks(thanked, users, as_user):
	frappe.db.set_single_value("System Settings", "time_zone", "Europe/Berlin")
	frappe.clear_cache()
	name = thanked(30, status="Sent", sent_on="2026-03-29 12:00:00")
	log = frappe.db.get_value("Thank You Follow Up", name, "meeting_log")
	frappe.db.set_value("Meeting Log", log, "held_to", "2026-03-28 12:00:00")
	with as_user(users["manager"]):
		[row, _total] = rows_of(REPORT, from_date="2026-03-28", to_date="2026-03-28")
	assert (row["group"], row["label"], row["median"]) == ("2026-03", "Mar 2026", 23.0)


def test_the_newest_month_comes_first_and_the_chart_runs_forward(thanked, users, as_user, freeze):
	freeze("2026-03-13 12:00:00.500000")
	thanked(30, 5)
	thanked(30 + 24 * 40)
	with as_user(users["manager"]):
		answer = run(REPORT, filters={"assigned_to": "thanks@crm-test.example"})
	assert [row["label"] for row in answer["result"]] == ["Mar 2026", "Jan 2026", "Total"]
	assert answer["chart"]["data"]["labels"] == ["Jan 2026", "Mar 2026"]


def test_only_called_off_ones_have_no_share(thanked, users, as_user):
	thanked(30, status="Cancelled")
	with as_user(users["manager"]):
		[row, _total] = rows_of(REPORT, by="Colleague", assigned_to="thanks@crm-test.example")
	assert (row["share"], row["called_off"], row["median"]) == ("", 1, None)
	assert row["label"] == "thanks@crm-test.example"


def test_an_empty_period_says_what_to_do(users, as_user):
	with as_user(users["outreach"]):
		answer = run(REPORT, filters={"from_date": "1990-01-01", "to_date": "1990-01-02"})
	assert (answer["result"], answer["chart"]) == ([], None)
	assert "submit a meeting" in answer["message"]


def test_a_period_that_ends_before_it_begins_is_refused(users, as_user):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="must not be after Until"):
		run(REPORT, filters={"from_date": today(), "to_date": add_days(today(), -1)})


def test_a_number_that_is_none_is_refused(users, as_user):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="not a column"):
		partnership_reports.find_thank_yous({}, "share")


def test_outsiders_get_nothing(users, as_user):
	with as_user(users["outsider"]):
		with pytest.raises(frappe.PermissionError):
			run(REPORT)
		with pytest.raises(frappe.PermissionError):
			partnership_reports.find_thank_yous({}, "in_time")


def test_one_query_whatever_there_is(users, as_user, query_count):
	wanted = TimelinessFilters.by_filters({})
	with as_user(users["manager"]):
		measure_timeliness(wanted)
		with query_count() as queries:
			measure_timeliness(wanted)
	assert len(queries) <= 2
