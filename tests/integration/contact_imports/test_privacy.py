"""What a file of contacts says of somebody is hers, too: she sees it, and it goes when she is forgotten."""

import json
from pathlib import Path

import frappe

from stakeholder_crm.safeguarding.privacy.collect_person import collect_person
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.scan_for_values import scan_for_values
from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.repository import count_rows
from stakeholder_crm.testing import factories

FILE = "Name,Email,Phone\nJörg Müller,joerg@example.org,\nBjörn Bauer,b@example.org,\nJörg Müller,,12\n"


def test_she_sees_it_and_it_goes_with_her(checked, new_import, work, users, as_user, run_after_commit):
	with as_user(users["outreach"]):
		joerg = factories.activist(
			full_name="Jörg Müller", contact_points=[factories.contact_point(value="joerg@example.org")]
		)
		doc = checked("Activist", FILE)
		begun = new_import("Activist", FILE)
		commands.preview_import(begun)
		assert count_rows(doc.name) == {"Duplicate": 1, "New": 1, "Skipped": 1}
	path = frappe.get_doc("File", {"attached_to_name": doc.name}).get_full_path()
	with as_user(users["safeguarding"]):
		held = collect_person(joerg)
		assert "joerg@example.org" in json.dumps(
			[section["entries"] for section in held["sections"] if section["title"] == "Waiting for Import"]
		)
	wanted = values_of(joerg).wanted
	erase_person(("Activist", joerg.name), asked=True)
	assert scan_for_values(wanted).hits == {}
	run_after_commit()
	with as_user(users["outreach"]):
		doc, begun = (frappe.get_doc(one.doctype, one.name) for one in (doc, begun))
		assert count_rows(doc.name) == {"New": 1}
		assert (doc.import_file, begun.import_file, begun.status) == (None, None, "Draft")
		assert not frappe.db.exists("File", {"attached_to_doctype": "Contact Import"})
		assert not Path(path).exists()
		commands.start_import(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Imported": 1}
