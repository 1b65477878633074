"""Make everything of one size, and say how fast that was."""

import time
from contextlib import nullcontext
from dataclasses import dataclass

import frappe

from benchmarks.partnerships_seed.copies import Tables, indexed_afterwards
from benchmarks.partnerships_seed.doors import open_doors
from benchmarks.partnerships_seed.originals import make_originals
from benchmarks.partnerships_seed.world import World
from benchmarks.partnerships_seed.write_meetings import write_meetings
from benchmarks.partnerships_seed.write_outcomes import write_outcomes
from benchmarks.partnerships_seed.write_people import write_people
from benchmarks.partnerships_seed.write_staff import write_staff
from stakeholder_crm.base.doctypes import our_doctypes

FULL = 100_000
KINDS = ("Community Leader", "Activist", "Partner Agency")


@dataclass(frozen=True, slots=True)
class Seeded:
	"""What was made.

	Attributes:
		rows: by table.
		seconds: from the first thought to the commit.
	"""

	rows: dict[str, int]
	seconds: float

	@property
	def rate(self) -> float:
		"""Rows a second."""
		return sum(self.rows.values()) / self.seconds

	def __str__(self) -> str:
		people = sum(self.rows[kind] for kind in KINDS)
		return (
			f"{people:,} stakeholders, {self.rows['Stakeholder Meeting']:,} meetings, "
			f"{self.rows['Meeting Attendance']:,} attendances: {sum(self.rows.values()):,} rows "
			f"in {self.seconds:.0f} s, {self.rate:,.0f} a second"
		)


def seed(stakeholders: int, *, schema: bool = True) -> Seeded:
	"""Make the data, committed.

	Args:
		stakeholders: how many; all else follows.
		schema: whether indexes may be taken away meanwhile, which is faster, and ends the transaction that is open.
	"""
	originals = make_originals()
	frappe.db.commit()
	started = time.perf_counter()
	world = World(stakeholders)
	tables = Tables(originals)
	with indexed_afterwards({doctype for _parent, doctype in originals}) if schema else nullcontext():
		write_staff(world, tables)
		write_people(world, tables)
		write_meetings(world, tables)
		write_outcomes(world, tables)
		frappe.db.commit()
	seeded = Seeded(tables.written(), time.perf_counter() - started)
	open_doors(world)
	frappe.db.commit()
	return seeded


def empty(*, schema: bool = True) -> None:
	"""Remove all that this app holds on the site but its settings, and the staff made here.

	Args:
		schema: whether tables may be recreated, which is faster, and ends the transaction that is open.
	"""
	for doctype in our_doctypes():
		if frappe.get_meta(doctype).issingle:
			continue
		if schema and frappe.db.db_type == "mariadb":
			frappe.db.sql_ddl(f"truncate table `tab{doctype}`")
		else:
			frappe.db.sql(f"delete from `tab{doctype}`")
	made = ("like", "staff%@bulk.example")
	frappe.db.delete("DocShare", {"share_doctype": ("in", KINDS)})
	frappe.db.delete("Has Role", {"parent": made})
	frappe.db.delete("User", {"name": made})
	frappe.db.commit()
	frappe.clear_cache()
