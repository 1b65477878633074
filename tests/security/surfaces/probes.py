"""How a surface is asked that is like no other: each probe returns all that one user learns there."""

import io
import json
import re
import zipfile
from typing import Any

import frappe

from stakeholder_crm.access.permissions import GUARDED
from tests.security.surfaces import ask
from tests.security.surfaces.surface import PEOPLE
from tests.security.surfaces.ways import Probe, done_to, tells_a_number, words_where
from tests.security.surfaces.world import WORD, Record, World


def rest_list(world: World, user: str) -> str:
	return " ".join(
		ask.rest(user, "GET", f"/api/resource/{doctype}", fields='["*"]', limit_page_length=0)
		for doctype in GUARDED
	)


def rest_record(world: World, user: str) -> str:
	return " ".join(
		ask.rest(user, "GET", f"/api/resource/{record.doctype}/{record.name}") for record in world.records
	)


def rest_v2(world: World, user: str) -> str:
	return " ".join(
		ask.rest(user, "GET", f"/api/v2/document/{record.doctype}/{record.name}")
		+ ask.rest(user, "GET", f"/api/v2/document/{record.doctype}", fields='["*"]')
		for record in world.records
	)


def printed(world: World, user: str) -> str:
	"""The page that is printed."""
	return " ".join(
		ask.method(user, "frappe.www.printview.get_html_and_style", doc=record.doctype, name=record.name)
		for record in world.records
	)


def pdf(world: World, user: str) -> str:
	"""The same page as a PDF, but for the layout engine, which not every machine has."""
	from frappe.utils import print_format

	make_pdf = print_format.get_pdf
	print_format.get_pdf = lambda html, *_args, **_kwargs: html.encode()
	get_print = frappe.get_print

	def get_page(*args: Any, **kwargs: Any) -> Any:
		return get_print(*args, **{**kwargs, "as_pdf": False})

	frappe.get_print = get_page
	try:
		return " ".join(
			ask.method(
				user, "frappe.utils.print_format.download_pdf", doctype=record.doctype, name=record.name
			)
			for record in world.records
		)
	finally:
		print_format.get_pdf, frappe.get_print = make_pdf, get_print


def connection_counts(world: World, user: str) -> str:
	"""The numbers beside a record's connections: one that is not 0 tells that she is there."""

	def told(record: Record) -> bool:
		get = "frappe.desk.notifications.get_open_count"
		answer = ask.method(user, get, doctype=record.doctype, name=record.name)
		return bool(re.search(r'"(open_)?count": [1-9]', answer))

	return words_where(world, ("Activist",), told)


def neighbours(world: World, user: str) -> str:
	"""The records before and after one that the user sees, or asks about by its number."""
	answers = []
	for record in world.of(*PEOPLE):
		for prev in (0, 1):
			get = "frappe.desk.form.utils.get_next"
			answer = ask.method(user, get, doctype=record.doctype, value=record.name, prev=prev)
			# The number that was asked for is nothing learnt.
			answers.append(answer.replace(record.name.lower(), ""))
	return " ".join(answers)


def joins(world: World, user: str) -> str:
	"""Lists that reach into tables and linked records, and filters that ask about them."""
	get = "frappe.client.get_list"
	tables = {
		"Stakeholder Meeting": ("participants.stakeholder_name", "Meeting Participant"),
		"Meeting Log": ("attendance.contribution", "Meeting Attendance"),
		"Activist": ("contact_points.value", "Stakeholder Contact Point"),
		"Community Leader": ("ties.stakeholder_name", "Stakeholder Tie"),
		"Partner Agency": ("focal_people.person_name", "Agency Focal Person"),
		"Meeting Brief": ("lines.text", "Brief Line"),
		"Engagement Plan": ("steps.title", "Engagement Plan Step"),
	}
	answers = [
		ask.method(user, get, doctype=doctype, fields=json.dumps(["name", path]), limit_page_length=0)
		for doctype, (path, _table) in tables.items()
	]
	answers += [
		ask.method(user, get, doctype=table, parent=doctype, fields='["*"]', limit_page_length=0)
		for doctype, (_path, table) in tables.items()
	]
	links = {
		"Meeting Log": "meeting.subject",
		"Stakeholder Concern": "meeting.subject",
		"ToDo": "reference_name",
	}
	answers += [
		ask.method(user, get, doctype=doctype, fields=json.dumps(["name", path]), limit_page_length=0)
		for doctype, path in links.items()
	]
	return " ".join(answers)


def import_tables(world: World, user: str) -> str:
	"""The tables of an import, asked for by themselves."""
	return " ".join(
		ask.method(
			user,
			"frappe.client.get_list",
			doctype=table,
			parent="Contact Import",
			fields='["*"]',
			limit_page_length=0,
		)
		for table in ("Contact Import Column", "Contact Import Row")
	)


def filtered_tables(world: World, user: str) -> str:
	"""Counting by what stands in a table: an oracle for what is not shown."""
	return words_where(
		world,
		("Stakeholder Meeting",),
		lambda record: tells_a_number(
			ask.method(
				user,
				"frappe.client.get_count",
				doctype="Stakeholder Meeting",
				filters=json.dumps([["Meeting Participant", "stakeholder_name", "like", f"%{record.word}%"]]),
			)
		),
	)


def charts(world: World, user: str) -> str:
	"""A public chart that groups by name, made by a manager."""
	get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	return ask.method(user, get, chart_name=world.chart, refresh=1) + ask.method(
		user, get, chart_name=world.chart
	)


def cards(world: World, user: str) -> str:
	"""A number card over each record."""
	return words_where(
		world,
		PEOPLE,
		lambda record: tells_a_number(
			ask.method(
				user,
				"frappe.desk.doctype.number_card.number_card.get_result",
				doc=json.dumps({"document_type": record.doctype, "function": "Count"}),
				filters=json.dumps([[record.doctype, "name", "=", record.name]]),
			)
		),
	)


def realtime(world: World, user: str) -> str:
	"""What the server sends to open browsers while records are saved: everybody's listen to the same rooms."""
	said: list[Any] = []
	publish = frappe.publish_realtime

	def note(*args: Any, **kwargs: Any) -> None:
		said.append([args, kwargs])

	frappe.publish_realtime = note
	try:
		for record in world.of(*PEOPLE, "Stakeholder Meeting"):
			ask.plainly(
				"Administrator", lambda record=record: frappe.get_doc(record.doctype, record.name).save()
			)
	finally:
		frappe.publish_realtime = publish
	return frappe.as_json(said).lower()


def duplicate_errors(world: World, user: str) -> str:
	"""What is said when somebody writes down a person or a number that is there already."""
	answers = []
	for record in world.of("Activist"):
		stored = frappe.get_doc(record.doctype, record.name)
		same = {
			"contact_points": [
				{"channel": "Email", "value": stored.contact_points[0].value, "safety": "Safe"}
			]
		}
		for fields in ({"name": record.name}, same, {"safe_alias": "x"}):
			doc = {"doctype": "Activist", "full_name": "Somebody", "causes": "Buses", **fields}
			answers.append(ask.method(user, "frappe.client.insert", doc=json.dumps(doc)))
	said = " ".join(answers)
	# What the asker has typed herself is nothing learnt.
	for record in world.of("Activist"):
		said = said.replace(f"{record.word}@example.org", "")
	return said


def forged_saves(world: World, user: str) -> str:
	"""A form that claims to be open and one's own, sent for a record that is not."""

	def reached(record: Record) -> bool:
		forged = {
			**frappe.get_doc(record.doctype, record.name).as_dict(),
			"confidentiality": "Open",
			"relationship_owner": user,
			"lowered_because": "Forged",
		}
		arguments = {"doc": frappe.as_json(forged), "action": "Save"}
		cmd = "frappe.desk.form.save.savedocs"
		answer = ask.plainly(user, lambda: done_to(cmd, record, arguments, "modified", forged["modified"]))
		return "changed" in answer

	return words_where(world, ("Activist",), reached)


def deleted_restore(world: World, user: str) -> str:
	names = frappe.get_all("Deleted Document", {"deleted_doctype": "Activist"}, pluck="name", order_by="name")
	return " ".join(
		ask.plainly(
			user,
			lambda name=name: (
				frappe.get_attr("frappe.core.doctype.deleted_document.deleted_document.restore")(name),
				frappe.db.get_all("Activist", fields=["full_name"], order_by="name"),
			),
		)
		for name in names
	)


def traces(*doctypes: str) -> Probe:
	"""The host's own records: listed, and opened one by one."""

	def probe(world: World, user: str) -> str:
		answers = []
		for doctype in doctypes:
			answers.append(
				ask.method(
					user, "frappe.client.get_list", doctype=doctype, fields='["*"]', limit_page_length=0
				)
			)
			for name in frappe.get_all(doctype, pluck="name", order_by="creation desc", limit=40):
				answers.append(ask.rest(user, "GET", f"/api/resource/{doctype}/{name}"))
		return " ".join(answers)

	return probe


def global_search(world: World, user: str) -> str:
	"""The index of the DocTypes that hosts offer to search, what waits to be put into it, and the search over it."""
	hooks = frappe.get_hooks("global_search_doctypes").values()
	searchable = [row["doctype"] for rows in hooks for row in rows]
	index = frappe.qb.Table("__global_search")
	found = frappe.qb.from_(index).select(index.content, index.title).where(index.doctype.isin(searchable))
	waiting = map(json.loads, frappe.cache.lrange("global_search_queue", 0, -1))
	found = [*found.run(), *(value for value in waiting if value["doctype"] in searchable)]
	return str(found).lower() + ask.method(user, "frappe.utils.global_search.search", text=WORD)


def core_contacts(world: World, user: str) -> str:
	rows = [frappe.get_all(doctype, fields=["*"], order_by="name") for doctype in ("Contact", "Address")]
	return frappe.as_json(rows).lower()


def outgoing_mail(world: World, user: str) -> str:
	"""The mails of the host that the making of all these records has caused, but for the thank-yous."""
	about = {"reference_doctype": ("not in", ("Thank You Follow Up", "Activist"))}
	return frappe.as_json(frappe.get_all("Email Queue", about, ["*"], order_by="name")).lower()


def opt_out_page(world: World, user: str) -> str:
	from stakeholder_crm.follow_up.messages.unsubscribe_link import link_for

	return " ".join(
		ask.plainly(user, lambda key=key: _page(link_for(key).rpartition("t=")[2]))
		for key in [*world.opt_outs.values(), "unknown"]
	)


def _page(token: str) -> Any:
	from stakeholder_crm.www import no_more

	context = frappe._dict()
	frappe.local.form_dict = frappe._dict(t=token)
	no_more.get_context(context)
	return context


def subject_access(world: World, user: str) -> str:
	"""The file of all that is held on somebody, unpacked."""

	def unpacked(record: Record) -> str:
		arguments = {"stakeholder_type": record.doctype, "stakeholder": record.name, "reason": "She asked"}
		frappe.get_attr("stakeholder_crm.api.privacy.export_personal_data")(**arguments)
		with zipfile.ZipFile(io.BytesIO(frappe.local.response.filecontent)) as packed:
			text = " ".join(packed.read(name).decode() for name in packed.namelist())
		frappe.local.response = frappe._dict()
		return text

	return " ".join(
		ask.plainly(user, lambda record=record: unpacked(record)) for record in world.of("Activist")
	)


def disclosure_check(world: World, user: str) -> str:
	"""What the walk-through says about each person and each agency."""
	agencies = {record.level: record.name for record in world.of("Partner Agency")}
	return " ".join(
		ask.method(
			user,
			"stakeholder_crm.api.disclosures.check",
			stakeholder_type=record.doctype,
			stakeholder=record.name,
			agency=agencies[record.level],
			category="Concerns",
			basis="Consent",
		)
		for record in world.of("Activist")
	)


def reports(*names: str) -> Probe:
	def probe(world: World, user: str) -> str:
		return " ".join(
			ask.method(user, "frappe.desk.query_report.run", report_name=name, filters="{}") for name in names
		)

	return probe


def exported_reports(*names: str) -> Probe:
	def probe(world: World, user: str) -> str:
		return " ".join(
			ask.method(
				user,
				"frappe.desk.query_report.export_query",
				report_name=name,
				filters="{}",
				file_format_type="CSV",
				visible_idx=json.dumps(list(range(50))),
			)
			for name in names
		)

	return probe


def behind_coverage(world: World, user: str) -> str:
	"""Who of each community was met, and at which meetings."""
	return " ".join(
		ask.method(
			user,
			"stakeholder_crm.api.partnership_reports.find_meetings",
			filters=json.dumps({"group": "Communities"}),
			column=column,
			group=f"{record.word} quarter",
		)
		for record in world.of("Community Leader")
		for column in ("met", "meetings")
	)
