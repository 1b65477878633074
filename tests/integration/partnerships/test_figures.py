"""Every number of the Partnerships workspace, against a plain count over what the same user can list."""

from collections.abc import Callable
from datetime import date, timedelta

import frappe
import pytest
from frappe.utils import get_datetime, getdate, now_datetime, today

from stakeholder_crm.api import partnerships
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting import cached_answer
from stakeholder_crm.domain.figures import figures
from stakeholder_crm.partnerships.figures import load_figures
from stakeholder_crm.partnerships.figures.count_figures import count_figures, count_thank_yous
from stakeholder_crm.testing import factories
from tests.integration.partnerships.random_world import make_world

SEEDS = (1, 2)
VIEWERS = ("manager", "safeguarding", "outreach", "outreach2")


def listed(doctype: str) -> list[frappe._dict]:
	return frappe.get_list(doctype, fields=["*"], order_by="name", limit_page_length=0)


def month_of(day: date | None) -> str:
	return f"{getdate(day):%Y-%m}" if day else ""


def plain_count(key: str, rows: dict[str, list[frappe._dict]]) -> int:
	"""What a person would count by hand, with a pencil."""
	series, _colon, rest = key.partition(":")
	return sum(map(PLAIN[series](rest), rows[table_of(series, rest)]))


def table_of(series: str, rest: str) -> str:
	if series in ("active", "in_touch", "overdue", "never_met", "position"):
		return rest.rpartition(":")[2]
	return {
		"held": "Stakeholder Meeting",
		"planned": "Stakeholder Meeting",
		"concerns_open": "Stakeholder Concern",
		"reported_back": "Stakeholder Concern",
		"review": "Partnership Agreement",
	}.get(series, "Stakeholder Commitment")


def within(day: object, days_before: int, days_after: int = 0) -> bool:
	if not day:
		return False
	now = getdate(today())
	return now - timedelta(days=days_before) <= getdate(day) <= now + timedelta(days=days_after)


def is_late(row: frappe._dict) -> bool:
	return row.direction == "Ours" and row.status in ("Open", "In Progress") and row.due_on < getdate(today())


def ended(row: frappe._dict, status: str) -> bool:
	return row.direction == "Ours" and row.status == status


def was_held(row: frappe._dict) -> bool:
	return row.status in ("Held", "Logged", "Closed")


PLAIN: dict[str, Callable[[str], Callable[[frappe._dict], bool]]] = {
	"active": lambda _rest: lambda row: row.status == "Active",
	"in_touch": lambda _rest: lambda row: row.status == "Active" and row.next_touch_on >= getdate(today()),
	"overdue": lambda _rest: lambda row: row.status == "Active" and row.next_touch_on < getdate(today()),
	"never_met": lambda _rest: lambda row: row.status == "Active" and not row.last_interaction_on,
	"position": lambda rest: (
		lambda row: row.status == "Active" and (row.current_position or "") == rest.rpartition(":")[0]
	),
	"held": lambda rest: (
		lambda row: (
			was_held(row)
			and (
				month_of(row.starts_on) == rest and getdate(row.starts_on) <= getdate(today())
				if rest
				else within(row.starts_on, 30)
			)
		)
	),
	"planned": lambda _rest: (
		lambda row: row.status in ("Planned", "Confirmed") and within(row.starts_on, 0, 30)
	),
	"ours_open": lambda _rest: lambda row: row.direction == "Ours" and row.status in ("Open", "In Progress"),
	"ours_overdue": lambda _rest: is_late,
	"ours_kept": lambda _rest: lambda row: ended(row, "Kept") and within(row.due_on, 365),
	"ours_broken": lambda _rest: lambda row: ended(row, "Broken") and within(row.due_on, 365),
	"kept": lambda rest: (
		lambda row: ended(row, "Kept") and month_of(row.due_on) == rest and row.due_on <= getdate(today())
	),
	"broken": lambda rest: (
		lambda row: ended(row, "Broken") and month_of(row.due_on) == rest and row.due_on <= getdate(today())
	),
	"late": lambda rest: lambda row: is_late(row) and month_of(row.due_on) == rest,
	"concerns_open": lambda _rest: (
		lambda row: row.status in ("Raised", "Acknowledged", "Acting", "Cannot Act")
	),
	"reported_back": lambda _rest: lambda row: within(row.reported_back_on, 365),
	"review": lambda _rest: (
		lambda row: (
			row.status == "In Force"
			and row.review_on is not None
			and row.review_on <= getdate(today()) + timedelta(days=60)
		)
	),
}


def compare_all() -> int:
	"""Compare each figure with the plain count and with the list that its link opens; the sum of all."""
	wanted = figures(getdate(today()))
	counts = count_figures(wanted)
	rows = {doctype: listed(doctype) for doctype in {figure.doctype for figure in wanted}}
	assert counts == {figure.key: plain_count(figure.key, rows) for figure in wanted}
	behind = {
		figure.key: len(
			frappe.get_list(
				figure.doctype,
				filters=[[figure.doctype, *one] for one in figure.filters],
				pluck="name",
				limit_page_length=0,
			)
		)
		for figure in wanted
	}
	assert counts == behind
	return sum(counts.values())


@pytest.fixture(params=SEEDS)
def world(request, users):
	return make_world(request.param, users)


def test_each_number_is_that_of_the_list_behind_it(world, as_user, users):
	seen = {}
	for viewer in VIEWERS:
		with as_user(users[viewer]):
			seen[viewer] = compare_all()
	assert seen["safeguarding"] == max(seen.values())
	assert 0 < seen["outreach2"] < seen["safeguarding"]


def test_the_thanks_are_counted_by_the_hour(world, as_user, users):
	for viewer in VIEWERS:
		with as_user(users[viewer]):
			counts = count_thank_yous(getdate(today()))
			ends = dict(
				frappe.get_all("Meeting Log", fields=["name", "held_to"], as_list=True, order_by="name")
			)
			due = [
				row
				for row in listed("Thank You Follow Up")
				if row.status not in ("Cancelled", "Not Needed", "Done Manually")
				and within(ends[row.meeting_log], 90)
			]
			quick = [
				row
				for row in due
				if row.status == "Sent"
				and get_datetime(row.sent_on) <= get_datetime(ends[row.meeting_log]) + timedelta(hours=48)
			]
			assert counts == {"thanks": len(due), "thanked_in_time": len(quick)}


def test_a_user_permission_leaves_a_part_and_the_numbers_follow(world, as_user, users):
	agencies = [name for kind, name in world if kind == "Partner Agency"]
	with as_user(users["manager"]):
		everything = compare_all()
	frappe.get_doc(
		{
			"doctype": "User Permission",
			"user": users["manager"],
			"allow": "Partner Agency",
			"for_value": agencies[0],
			"apply_to_all_doctypes": 1,
		}
	).insert()
	with as_user(users["manager"]):
		assert {row.name for row in listed("Partner Agency")} <= {agencies[0]}
		assert compare_all() < everything


def test_who_may_read_nothing_is_told_nothing(world, as_user, users):
	with as_user(users["outsider"]):
		assert set(count_figures(figures(getdate(today()))).values()) == {0}
		assert count_thank_yous(getdate(today())) == {"thanks": 0, "thanked_in_time": 0}
		with pytest.raises(frappe.PermissionError):
			partnerships.load()


def test_outreach_staff_have_their_own_page(as_user, users):
	with as_user(users["outreach"]), pytest.raises(frappe.PermissionError):
		partnerships.load()


def test_small_numbers_of_people_are_not_told_and_others_are(as_user, users):
	for _ in range(5):
		factories.activist()
	for _ in range(2):
		factories.partner_agency()
	with as_user(users["manager"]):
		answer = partnerships.load(refresh=True)
	cards, charts = answer["cards"], answer["charts"]
	active = {part["label"]: part for part in cards["active"]["parts"]}
	actives = len(frappe.get_all("Activist", {"status": "Active"}))
	assert active["Activist"]["value"] == str(actives)
	assert active["Partner Agency"]["value"] == "fewer than 5"
	everybody = sum(len(frappe.get_all(kind, {"status": "Active"})) for kind in KINDS)
	assert cards["active"]["number"]["value"] == str(everybody)
	assert active["Partner Agency"]["link"]["filters"] == {"status": ["=", "Active"]}
	bars = {bar["label"]: bar["pieces"][0]["value"] for bar in charts["positions"]["bars"]}
	assert bars["Leading"] == "fewer than 5"
	assert bars["Not Assessed"] == str(everybody)
	assert cards["review"]["number"]["value"] == "0"


def test_lists_hold_only_what_the_reader_may_see(as_user, users):
	hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	shown = factories.partner_agency(full_name="Shore Legal Aid")
	for doc in (hidden, shown):
		doc.db_set("next_touch_on", getdate(today()) - timedelta(days=900))
		factories.commitment(doc).db_set("due_on", getdate(today()) - timedelta(days=900))
		factories.concern(doc).db_set("raised_on", getdate(today()) - timedelta(days=900))
	with as_user(users["manager"]):
		lists = partnerships.load()["lists"]
	assert [row["display_name"] for row in lists["losing"]["rows"]][:1] == ["Shore Legal Aid"]
	assert lists["promises"]["rows"][0]["stakeholder_name"] == "Shore Legal Aid"
	assert lists["concerns"]["rows"][0]["stakeholder_name"] == "Shore Legal Aid"
	assert "Heron" not in frappe.as_json(lists)
	with as_user(users["safeguarding"]):
		assert "Heron" in frappe.as_json(partnerships.load()["lists"])


def test_the_number_of_queries_does_not_grow_with_the_data(as_user, users, query_count):
	with as_user(users["manager"]):
		partnerships.load(refresh=True)
		with query_count() as few:
			partnerships.load(refresh=True)
	make_world(7, users, people=12)
	with as_user(users["manager"]), query_count() as more:
		partnerships.load(refresh=True)
	assert len(more) == len(few)
	assert len(more) <= 40


class TestCached:
	"""Where counting takes long, figures are cached, and shown with their age."""

	@pytest.fixture(autouse=True)
	def _slow(self, monkeypatch, as_user, users):
		monkeypatch.setattr(cached_answer, "GLANCE_SECONDS", 0)
		with as_user(users["manager"]):
			yield

	@staticmethod
	def active() -> int:
		return load_figures.load_figures().shown["active:Activist"].count

	@pytest.fixture(autouse=True)
	def _enough_people(self, as_user, users):
		with as_user(users["outreach"]):
			for _ in range(6):
				factories.activist()

	def test_cached_figures_are_shown_for_a_quarter_of_an_hour(self, freeze):
		freeze(now_datetime().replace(hour=12, minute=2))
		before = self.active()
		factories.activist()
		freeze(now_datetime().replace(hour=12, minute=16))
		assert self.active() == before
		freeze(now_datetime().replace(hour=12, minute=18))
		assert self.active() == before + 1

	def test_a_person_can_refresh_them(self, freeze):
		freeze(now_datetime().replace(hour=12, minute=2))
		before = self.active()
		factories.activist()
		answer = partnerships.load(refresh=True)
		assert answer["counted_on"] == str(now_datetime())
		assert self.active() == before + 1

	def test_each_reader_has_figures_of_their_own(self, freeze, as_user, users):
		freeze(now_datetime().replace(hour=12, minute=2))
		before = self.active()
		with as_user(users["outreach"]):
			factories.activist(confidentiality="Confidential", safe_alias="Heron")
		with as_user(users["safeguarding"]):
			assert self.active() == before + 1
		assert self.active() == before

	def test_yesterdays_figures_are_not_shown(self, freeze):
		freeze(now_datetime().replace(hour=23, minute=55))
		self.active()
		factories.activist()
		before = self.active()
		freeze(now_datetime() + timedelta(minutes=10))
		assert self.active() == before + 1

	def test_on_a_small_site_every_look_counts(self, monkeypatch):
		monkeypatch.setattr(cached_answer, "GLANCE_SECONDS", 60)
		before = self.active()
		factories.activist()
		assert self.active() == before + 1


def test_the_kinds_are_those_of_the_app():
	assert {figure.doctype for figure in figures(getdate(today())) if figure.people} == set(KINDS)
