"""Doing something to a record by the host's ways: whoever can has found it."""

from tests.security.surfaces import probes
from tests.security.surfaces.surface import PEOPLE, Surface
from tests.security.surfaces.ways import changes, each, makes, per_doctype

REPORTVIEW = "frappe.desk.reportview"
CLIENT = "frappe.client"

CHANGE_SURFACES = (
	Surface(
		"Set a value",
		changes(
			f"{CLIENT}.set_value",
			"health",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			fieldname="health",
			value="Strained",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Bulk edit",
		changes(
			"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			"health",
			*PEOPLE,
			doctype="<doctype>",
			docnames='["<name>"]',
			action="update",
			data='{"health": "Strained"}',
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Bulk delete",
		changes(
			f"{REPORTVIEW}.delete_items",
			"name",
			"Stakeholder Commitment",
			doctype="<doctype>",
			items='["<name>"]',
		),
		doctypes=("Stakeholder Commitment",),
	),
	Surface(
		"Rename",
		changes(
			f"{CLIENT}.rename_doc", "name", *PEOPLE, doctype="<doctype>", old_name="<name>", new_name="X-1"
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Rename by its title",
		changes(
			"frappe.model.rename_doc.update_document_title",
			"display_name",
			*PEOPLE,
			doctype="<doctype>",
			docname="<name>",
			title="X",
			name="<name>",
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Merge",
		changes(
			f"{CLIENT}.rename_doc",
			"name",
			*PEOPLE,
			doctype="<doctype>",
			old_name="<name>",
			new_name="<name>x",
			merge=1,
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Share",
		makes(
			"frappe.share.add",
			"DocShare",
			{"share_doctype": "<doctype>", "share_name": "<name>", "user": "Administrator"},
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			user="Administrator",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Shared with whom",
		each("frappe.share.get_users", *PEOPLE, doctype="<doctype>", name="<name>"),
		doctypes=PEOPLE,
	),
	Surface(
		"Tag a record",
		changes(
			"frappe.desk.doctype.tag.tag.add_tag",
			"_user_tags",
			*PEOPLE,
			dt="<doctype>",
			dn="<name>",
			tag="other",
		),
		doctypes=PEOPLE,
		methods=("gaps.add_tag",),
	),
	Surface(
		"Tag several records",
		changes(
			"frappe.desk.doctype.tag.tag.add_tags",
			"_user_tags",
			*PEOPLE,
			dt="<doctype>",
			docs='["<name>"]',
			tags='["other"]',
		),
		doctypes=PEOPLE,
		methods=("gaps.add_tags",),
	),
	Surface(
		"Removing a tag",
		changes(
			"frappe.desk.doctype.tag.tag.remove_tag",
			"_user_tags",
			"Activist",
			dt="<doctype>",
			dn="<name>",
			tag="<word>tag",
		),
		doctypes=("Activist",),
		methods=("gaps.remove_tag",),
	),
	Surface(
		"Records with a tag",
		per_doctype(
			"frappe.desk.doctype.tag.tag.get_tagged_docs", *PEOPLE, doctype="<doctype>", tag="%<word>%"
		),
		numbers=PEOPLE,
		doctypes=PEOPLE,
		methods=("gaps.get_tagged_docs",),
	),
	Surface(
		"Like a record",
		changes(
			"frappe.desk.like.toggle_like",
			"_liked_by",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			add="Yes",
		),
		doctypes=PEOPLE,
		methods=("gaps.toggle_like",),
	),
	Surface("Duplicate-name errors", probes.duplicate_errors, shows=False, doctypes=("Activist",)),
)
