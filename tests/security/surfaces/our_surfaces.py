"""Our own endpoints and pages."""

from tests.security.surfaces import calendar_probes, duplicate_probes, probes
from tests.security.surfaces.surface import PEOPLE, Surface
from tests.security.surfaces.ways import Probe, changes, each, makes, once
from tests.security.surfaces.world import WORD

API = "stakeholder_crm.api"
PAIR = {"stakeholder_type": "<doctype>", "stakeholder": "<name>"}


def _ours(
	name: str, probe: Probe, *methods: str, shows: bool = True, numbers: tuple[str, ...] = ()
) -> Surface:
	return Surface(name, probe, shows, numbers=numbers, doctypes=(), methods=methods)


OUR_SURFACES = (
	_ours("Find stakeholders", once(f"{API}.stakeholders.search", text=WORD), "stakeholders.search"),
	_ours(
		"Possible duplicates while entering a stakeholder",
		duplicate_probes.alike,
		"duplicates.find_matches",
	),
	_ours(
		"Two records side by side",
		each(
			f"{API}.duplicates.compare_records",
			"Activist",
			stakeholder_type="<doctype>",
			kept="<name>",
			merged="<name>",
		),
		"duplicates.compare_records",
		shows=False,
	),
	_ours("Two records side by side, one of them known", duplicate_probes.compared),
	_ours("Merging two records", duplicate_probes.merged, "duplicates.merge"),
	_ours(
		"Converting a record",
		changes(
			f"{API}.duplicates.convert",
			"name",
			"Community Leader",
			stakeholder_type="<doctype>",
			stakeholder="<name>",
			to="Activist",
		),
		"duplicates.convert",
	),
	_ours("Undoing a merge", duplicate_probes.split, "duplicates.undo_merge"),
	_ours(
		"Marking two records as Not a Duplicate",
		duplicate_probes.set_apart,
		"duplicates.mark_not_duplicate",
	),
	_ours("Undoing Not a Duplicate", duplicate_probes.taken_back, "duplicates.mark_not_duplicate"),
	_ours(
		"Focal people of an agency",
		each(f"{API}.stakeholders.focal_people", "Partner Agency", agency="<name>"),
		"stakeholders.focal_people",
	),
	_ours(
		"Contacts of an agency",
		each(
			f"{API}.contacts.contacts_of_agency",
			"Partner Agency",
			doctype="Contact",
			txt="",
			searchfield="name",
			start=0,
			page_len=20,
			filters='{"agency": "<name>"}',
		),
		"contacts.contacts_of_agency",
		shows=False,
	),
	_ours(
		"Stakeholder map", once(f"{API}.partnership_maps.stakeholder_map"), "partnership_maps.stakeholder_map"
	),
	_ours(
		"Stakeholder map: export",
		once(f"{API}.partnership_maps.stakeholder_map_csv"),
		"partnership_maps.stakeholder_map_csv",
	),
	_ours(
		"Stakeholder network",
		once(f"{API}.partnership_maps.stakeholder_network"),
		"partnership_maps.stakeholder_network",
	),
	_ours(
		"Thank-yous behind a report count",
		once(f"{API}.partnership_reports.find_thank_yous", filters="{}", column="to_thank"),
		"partnership_reports.find_thank_yous",
		numbers=("Thank You Follow Up",),
	),
	_ours(
		"Records behind a count of met stakeholders",
		probes.behind_coverage,
		"partnership_reports.find_meetings",
		numbers=("Community Leader", "Stakeholder Meeting"),
	),
	_ours("My week", once(f"{API}.my_week.load"), "my_week.load"),
	_ours("Partnerships", once(f"{API}.partnerships.load", refresh=True), "partnerships.load"),
	_ours(
		"Parts of calculated health",
		once(f"{API}.partnerships.health_parts"),
		"partnerships.health_parts",
		shows=False,
	),
	_ours(
		"A meeting's brief",
		each(f"{API}.briefs.create", "Stakeholder Meeting", meeting="<name>"),
		"briefs.create",
		shows=False,
	),
	_ours(
		"A meeting's newest brief",
		each(f"{API}.briefs.latest", "Stakeholder Meeting", meeting="<name>"),
		"briefs.latest",
		numbers=("Meeting Brief",),
	),
	_ours("Reading a brief", each(f"{API}.briefs.read", "Meeting Brief", brief="<name>"), "briefs.read"),
	_ours(
		"Starting a log", each(f"{API}.logs.prefill", "Stakeholder Meeting", meeting="<name>"), "logs.prefill"
	),
	*(
		_ours(
			f"Removed from the address book: {kind}",
			each(f"{API}.contacts.preview_removals", kind, kind=kind, name="<name>"),
			"contacts.preview_removals",
			shows=False,
		)
		for kind in PEOPLE
	),
	_ours(
		"Starting a plan",
		makes(
			f"{API}.plans.start",
			"Engagement Plan",
			{"meeting": "<name>", "template": "Informal Gathering"},
			"Stakeholder Meeting",
			meeting="<name>",
			template="Informal Gathering",
		),
		"plans.start",
	),
	_ours(
		"A quick log",
		makes(
			f"{API}.logs.quick",
			"Stakeholder Meeting",
			{"quick_log_key": "<name>"},
			*PEOPLE,
			note='{"key": "<name>", "about": "x", "began": "2024-01-02 10:00:00", "minutes": 30,'
			' "people": [{"stakeholder_type": "<doctype>", "stakeholder": "<name>"}]}',
		),
		"logs.quick",
	),
	*(
		_ours(
			f"A meeting: {verb}",
			changes(
				f"{API}.meetings.{verb}",
				"modified",
				"Stakeholder Meeting",
				meeting="<name>",
				reason="x",
				**more,
			),
			f"meetings.{verb}",
			shows=shows,
		)
		for verb, shows, more in (
			("confirm", True, {}),
			("postpone", True, {}),
			("cancel", True, {}),
			("reschedule", True, {"starts_on": "2099-01-01 10:00:00", "ends_on": "2099-01-01 11:00:00"}),
			("mark_held", True, {}),
			("close", True, {}),
		)
	),
	_ours(
		"A meeting: dragged in the calendar",
		changes(
			f"{API}.calendars.move_meeting",
			"modified",
			"Stakeholder Meeting",
			args='{"name": "<name>", "starts_on": "2099-01-01 10:00:00", "ends_on": "2099-01-01 11:00:00"}',
		),
		"calendars.move_meeting",
	),
	_ours(
		"A meeting as a calendar file",
		calendar_probes.calendar_files,
		"calendars.meeting_file",
		numbers=("Stakeholder Meeting",),
	),
	_ours(
		"The calendar feed",
		calendar_probes.calendar_feed,
		*("calendars.feed", "calendars.renew_feed", "calendars.feed_state", "calendars.revoke_feed"),
		numbers=("Stakeholder Meeting",),
	),
	_ours(
		"A thank-you's script",
		each(f"{API}.thank_yous.script", "Thank You Follow Up", name="<name>"),
		"thank_yous.script",
		shows=False,
	),
	*(
		_ours(
			f"A thank-you: {verb}",
			changes(f"{API}.thank_yous.{verb}", "modified", "Thank You Follow Up", **arguments),
			f"thank_yous.{verb}",
			shows=shows,
		)
		for verb, shows, arguments in (
			("approve", True, {"names": '["<name>"]'}),
			("check_again", False, {"names": '["<name>"]'}),
			("close", True, {"name": "<name>", "outcome": "Not Needed", "reason": "x"}),
			("retry", False, {"name": "<name>"}),
			("revise", True, {"name": "<name>", "subject": "Thank you", "body": "Thank you for your help."}),
		)
	),
	_ours(
		"Withdrawing a grant",
		changes(
			f"{API}.safeguarding.withdraw_grant", "withdrawn_on", "Access Grant", name="<name>", reason="x"
		),
		"safeguarding.withdraw_grant",
	),
	_ours("Personal data export", probes.subject_access, "privacy.export_personal_data"),
	*(
		_ours(
			f"An erasure: {verb}",
			changes(f"{API}.privacy.{verb}", "status", "Erasure Request", name="<name>", note="x"),
			f"privacy.{verb}",
			shows=shows,
		)
		for verb, shows in (
			("approve_erasure", True),
			("refuse_erasure", True),
			("erase", False),
			("erasure_progress", False),
		)
	),
	_ours(
		"Requesting erasures",
		makes(
			f"{API}.privacy.request_erasures",
			"Erasure Request",
			{"stakeholder_type": "<doctype>", "stakeholder": "<name>"},
			"Community Leader",
			stakeholders='[["<doctype>", "<name>"]]',
		),
		"privacy.request_erasures",
	),
	_ours(
		"Extending retention",
		changes(
			f"{API}.privacy.extend_retention", "retain_until", *PEOPLE, until="2098-01-01", reason="x", **PAIR
		),
		"privacy.extend_retention",
	),
	_ours(
		"Deleting a draft",
		changes(f"{API}.privacy.delete_draft", "name", *PEOPLE, **PAIR),
		"privacy.delete_draft",
		shows=False,
	),
	_ours("Disclosure checklist", probes.disclosure_check, "disclosures.check"),
	_ours(
		"An import's rows",
		each(f"{API}.contact_imports.rows", "Contact Import", name="<name>"),
		"contact_imports.rows",
	),
	_ours(
		"An import's skipped rows, as a file",
		each(f"{API}.contact_imports.skipped", "Contact Import", name="<name>"),
		"contact_imports.skipped",
	),
	_ours(
		"An import's skipped cards, as a file",
		each(f"{API}.contact_imports.skipped_cards", "Contact Import", name="<name>"),
		"contact_imports.skipped_cards",
		shows=False,
	),
	_ours(
		"An import's progress",
		each(f"{API}.contact_imports.state", "Contact Import", name="<name>"),
		"contact_imports.state",
		shows=False,
	),
	*(
		_ours(
			f"An import: {verb}",
			changes(f"{API}.contact_imports.{verb}", "run", "Contact Import", name="<name>"),
			f"contact_imports.{verb}",
			shows=shows,
		)
		for verb, shows in (
			("preview", False),
			("start", True),
			("stop", False),
			("revert", False),
			("resume", False),
			("import_anyway", False),
		)
	),
	Surface(
		"Lists of an import's columns and rows",
		probes.import_tables,
		everywhere=False,
		doctypes=("Contact Import Column", "Contact Import Row"),
	),
	_ours(
		"Stakeholders as vCards",
		each(f"{API}.vcards.export", *PEOPLE, kind="<doctype>", names='["<name>"]'),
		"vcards.export",
	),
	# What is told where both ends are seen is in the tests that need ERPNext.
	_ours(
		"Connections with ERPNext",
		each(
			f"{API}.erpnext.connections",
			*PEOPLE,
			*("Stakeholder Meeting", "Stakeholder Commitment"),
			doctype="<doctype>",
			name="<name>",
		),
		"erpnext.connections",
		shows=False,
	),
	*(
		_ours(
			f"ERPNext's records: {verb}",
			each(
				f"{API}.erpnext.{verb}",
				"Partner Agency",
				doctype="<doctype>",
				name="<name>",
				other_doctype="Supplier",
				other_name="nobody",
			),
			f"erpnext.{verb}",
			shows=False,
		)
		for verb in ("connect", "disconnect")
	),
	_ours(
		"Creating a stakeholder from a Lead: preview",
		each(f"{API}.erpnext.preview_stakeholder", *PEOPLE, doctype="<doctype>", name="<name>"),
		"erpnext.preview_stakeholder",
		shows=False,
	),
	_ours(
		"Creating a stakeholder from a Lead: done",
		each(
			f"{API}.erpnext.create_from_lead",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			kind="<doctype>",
			values="{}",
		),
		"erpnext.create_from_lead",
		shows=False,
	),
	_ours(
		"A team of employees",
		once(f"{API}.erpnext.users_of_employees", employees=f'["{WORD}"]'),
		"erpnext.users_of_employees",
		shows=False,
	),
	_ours("Unsubscribe page", probes.opt_out_page, shows=False),
)
