"""Random requests: those that the Desk and clients send, with names of ours put in where they do not belong."""

import inspect
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frappe

from stakeholder_crm.base.doctypes import our_doctypes
from tests.security.surfaces import ask
from tests.security.surfaces.crawl import nothing_lasts, whitelisted
from tests.security.surfaces.world import LEVELS, VIEWERS, WORD, World, word_of

APP = "stakeholder_crm"
VIEW, DESK = "frappe.desk.reportview", "frappe.desk"
OPERATORS = ("=", "!=", "like", "not like", "in", "not in", "is", ">", "<", "between", "descendants of", "x")
HOSTS = (
	"ToDo",
	"Comment",
	"Version",
	"File",
	"Communication",
	"Event",
	"Contact",
	"User",
	"DocType",
	"Nothing",
)
BROKEN = (
	None,
	"",
	"None",
	"null",
	"[]",
	"{}",
	"[",
	'{"a": ',
	"0",
	"-1",
	"1e9",
	"%",
	"_",
	"\\",
	"'",
	'"',
	"a" * 5_000,
	"é",
	"𝐀ctivist",
	"🙂",
	"..",
	"/",
	"\0",
	"true",
)


def _json(value: Any) -> str:
	return json.dumps(value)


# Requests as they are, with a DocType and a record's number for the placeholders.
REQUESTS: tuple[tuple[str, dict[str, Any]], ...] = (
	(
		f"{VIEW}.get",
		{
			"doctype": "<dt>",
			"fields": ["name"],
			"filters": [["<dt>", "name", "=", "<name>"]],
			"order_by": "modified desc",
			"start": 0,
			"page_length": 20,
			"view": "List",
			"with_comment_count": 1,
		},
	),
	(
		f"{VIEW}.get_list",
		{"doctype": "<dt>", "fields": ["*"], "filters": {"name": "<name>"}, "group_by": "name"},
	),
	(
		f"{VIEW}.get_count",
		{"doctype": "<dt>", "filters": [["<dt>", "name", "=", "<name>"]], "distinct": "false"},
	),
	(f"{VIEW}.get_sidebar_stats", {"stats": ["_user_tags"], "doctype": "<dt>", "filters": []}),
	(
		f"{VIEW}.export_query",
		{"doctype": "<dt>", "file_format_type": "CSV", "fields": ["name"], "title": "x"},
	),
	(f"{DESK}.listview.get_group_by_count", {"doctype": "<dt>", "current_filters": "[]", "field": "owner"}),
	(
		f"{DESK}.search.search_link",
		{
			"doctype": "<dt>",
			"txt": WORD,
			"filters": {},
			"reference_doctype": "ToDo",
			"ignore_user_permissions": 1,
			"page_length": 10,
		},
	),
	(
		f"{DESK}.search.search_widget",
		{"doctype": "<dt>", "txt": WORD, "query": "", "searchfield": "name", "filters": {}},
	),
	(f"{DESK}.search.get_link_title", {"doctype": "<dt>", "docname": "<name>"}),
	(f"{DESK}.link_preview.get_preview_data", {"doctype": "<dt>", "docname": "<name>"}),
	(f"{DESK}.form.load.getdoc", {"doctype": "<dt>", "name": "<name>"}),
	(f"{DESK}.form.load.getdoctype", {"doctype": "<dt>", "with_parent": 1}),
	(f"{DESK}.form.load.get_docinfo", {"doctype": "<dt>", "name": "<name>"}),
	(f"{DESK}.form.linked_with.get", {"doctype": "<dt>", "docname": "<name>"}),
	(
		f"{DESK}.form.assign_to.add",
		{"assign_to": ["<user>"], "doctype": "<dt>", "name": "<name>", "description": "x"},
	),
	(
		f"{DESK}.form.utils.add_comment",
		{
			"reference_doctype": "<dt>",
			"reference_name": "<name>",
			"content": "x",
			"comment_email": "<user>",
			"comment_by": "x",
		},
	),
	(f"{DESK}.form.utils.get_next", {"doctype": "<dt>", "value": "<name>", "prev": 0}),
	(
		f"{DESK}.form.save.savedocs",
		{"doc": {"doctype": "<dt>", "name": "<name>", "__islocal": 1}, "action": "Save"},
	),
	(f"{DESK}.form.save.cancel", {"doctype": "<dt>", "name": "<name>"}),
	(f"{DESK}.like.toggle_like", {"doctype": "<dt>", "name": "<name>", "add": "Yes"}),
	(f"{DESK}.doctype.tag.tag.add_tag", {"tag": "x", "dt": "<dt>", "dn": "<name>"}),
	(f"{DESK}.query_report.run", {"report_name": "Stakeholder Directory", "filters": {"name": "<name>"}}),
	(
		f"{DESK}.doctype.dashboard_chart.dashboard_chart.get",
		{
			"chart": {"chart_type": "Count", "document_type": "<dt>", "based_on": "creation"},
			"filters": [["<dt>", "name", "=", "<name>"]],
		},
	),
	(
		f"{DESK}.doctype.number_card.number_card.get_result",
		{"doc": {"document_type": "<dt>", "function": "Count"}, "filters": [["<dt>", "name", "=", "<name>"]]},
	),
	("frappe.client.get", {"doctype": "<dt>", "name": "<name>", "filters": {}}),
	(
		"frappe.client.get_list",
		{"doctype": "<dt>", "fields": ["name"], "filters": {"name": "<name>"}, "parent": "<dt>"},
	),
	("frappe.client.get_value", {"doctype": "<dt>", "fieldname": "name", "filters": "<name>"}),
	("frappe.client.get_count", {"doctype": "<dt>", "filters": {"name": "<name>"}}),
	("frappe.client.insert", {"doc": {"doctype": "<dt>", "name": "<name>"}}),
	(
		"frappe.client.set_value",
		{"doctype": "<dt>", "name": "<name>", "fieldname": "owner", "value": "<user>"},
	),
	("frappe.client.get_password", {"doctype": "<dt>", "name": "<name>", "fieldname": "owner"}),
	("frappe.share.add", {"doctype": "<dt>", "name": "<name>", "user": "<user>", "read": 1}),
	(
		"frappe.model.mapper.map_docs",
		{"method": "frappe.client.get", "source_names": ["<name>"], "target_doc": {}},
	),
	(
		"frappe.core.doctype.communication.email.make",
		{"doctype": "<dt>", "name": "<name>", "content": "x", "recipients": "a@b.example", "print_html": ""},
	),
	(
		"frappe.handler.run_doc_method",
		{"method": "run_method", "docs": {"doctype": "<dt>", "name": "<name>"}, "args": {}},
	),
)


@dataclass
class Found:
	"""What some random requests led to.

	Attributes:
		calls: how many there were.
		told: the requests that told a word to a user who may not see it.
		broken: the requests that ended in an error in our code which is no message to a user.
	"""

	calls: int = 0
	told: list[str] = field(default_factory=list)
	broken: list[str] = field(default_factory=list)


def send_random_requests(world: World, seed: int, count: int) -> Found:
	"""Send random requests as random viewers, and take back what they write.

	Args:
		world: with records of each level.
		seed: of the random numbers; the same requests again.
		count: how many.
	"""
	chance, found = random.Random(seed), Found()
	requests = [*REQUESTS, *((path, _own_arguments(path)) for path in _own_endpoints())]
	viewers = [viewer for viewer in VIEWERS if VIEWERS[viewer][1] != frozenset(LEVELS)]
	fill = _filler(world, chance)
	with nothing_lasts():
		for _number in range(count):
			viewer = chance.choice(viewers)
			path, arguments = chance.choice(requests)
			sent = _mutated(fill(arguments), chance, fill)
			said = ask.method(world.users[viewer], path, strict=False, **sent)
			found.calls += 1
			hidden = [word_of(level) for level in LEVELS if level not in VIEWERS[viewer][1]]
			if any(word in said for word in hidden):
				found.told.append(f"{viewer}: {path} {sent}")
			if error := _error_of_ours():
				found.broken.append(f"{viewer}: {path} {sent}: {error}")
	return found


def _own_endpoints() -> list[str]:
	return [path for path in whitelisted(APP) if path.startswith(f"{APP}.api.")]


def _own_arguments(path: str) -> dict[str, Any]:
	parameters = inspect.signature(inspect.unwrap(frappe.get_attr(path))).parameters
	return {name: "<dt>" if "type" in name or name == "kind" else "<name>" for name in parameters}


def _filler(world: World, chance: random.Random) -> Callable[[Any], Any]:
	doctypes = (*our_doctypes(), *HOSTS)
	records = world.records

	def fill(value: Any) -> Any:
		if isinstance(value, dict):
			return {fill(key): fill(one) for key, one in value.items()}
		if isinstance(value, list):
			return [fill(one) for one in value]
		record = chance.choice(records)
		return (
			{
				"<dt>": chance.choice((record.doctype, chance.choice(doctypes))),
				"<name>": record.name,
				"<user>": chance.choice(list(world.users.values())),
			}.get(value, value)
			if isinstance(value, str)
			else value
		)

	return fill


def _mutated(sent: dict[str, Any], chance: random.Random, fill: Callable[[Any], Any]) -> dict[str, Any]:
	for _time in range(chance.randint(0, 3)):
		if sent:
			key = chance.choice(list(sent))
			sent[key] = chance.choice((_odd, _fields, _filters, _broken))(chance, fill)
	return {
		key: one if isinstance(one, str | int | None) else _json(one)
		for key, one in sent.items()
		if one is not None
	}


def _odd(chance: random.Random, fill: Callable[[Any], Any]) -> Any:
	return fill(
		chance.choice(
			("<dt>", "<name>", "<user>", WORD, ["<name>", "<dt>"], {"<dt>": "<name>"}, [["<name>"]])
		)
	)


def _fields(chance: random.Random, fill: Callable[[Any], Any]) -> Any:
	table, column = (
		fill("<dt>"),
		chance.choice(("name", "full_name", "display_name", "value", "said", "owner", "*")),
	)
	return [
		chance.choice(
			(
				column,
				f"`tab{table}`.{column}",
				f"`tab{table}`.`{column}` as x",
				f"count({column}) as n",
				f"{chance.choice(('contact_points', 'links', 'participants', 'relationship_owner'))}.{column}",
				f"(select {column} from `tab{table}` limit 1)",
				f"{column}, sleep(0)",
			)
		)
		for _time in range(chance.randint(1, 3))
	]


def _filters(chance: random.Random, fill: Callable[[Any], Any]) -> Any:
	value = fill(chance.choice(("<name>", f"%{WORD}%", ["<name>"], [["<dt>"]], {"<dt>": "<name>"}, None, 1)))
	column = chance.choice(
		("name", "full_name", "display_name", "parent", "owner", "links.link_name", "_user_tags")
	)
	return chance.choice(
		(
			[[fill("<dt>"), column, chance.choice(OPERATORS), value]],
			[[column, chance.choice(OPERATORS), value]],
			{column: [chance.choice(OPERATORS), value]},
			{column: value},
		)
	)


def _broken(chance: random.Random, _fill: Callable[[Any], Any]) -> Any:
	return chance.choice(BROKEN)


def _error_of_ours() -> str:
	"""An error that is no message to a user, and that our code raised."""
	error = ask.last_error()
	if error is None or getattr(error, "http_status_code", 500) < 500 or isinstance(error, TypeError):
		return ""
	frames, here = [], error.__traceback__
	while here:
		frames.append(here.tb_frame.f_code.co_filename)
		here = here.tb_next
	return repr(error) if f"/{APP}/" in frames[-1] and Path(frames[-1]).parts[-2] != "tests" else ""
