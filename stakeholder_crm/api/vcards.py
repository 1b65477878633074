"""Stakeholders as vCards."""

import frappe

from stakeholder_crm.stakeholders.vcards.export import export_cards


@frappe.whitelist(methods=["POST"])
def export(kind: str, names: str | list) -> None:
	"""Download stakeholders as a file of vCards (version 4.0). What leaves the Desk is written down.

	Args:
		kind: one of the three kinds.
		names: records that the user may read and export, as a list or as JSON.

	Raises:
		frappe.PermissionError: when one of them may not be read or exported.
		frappe.ValidationError: when there are none, or more than a thousand.
	"""
	parsed = frappe.parse_json(names) if names else []
	wanted = [str(name) for name in parsed] if isinstance(parsed, list) else [str(parsed)]
	file = export_cards(kind, wanted)
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{wanted[0] if len(wanted) == 1 else frappe.scrub(kind).replace('_', '-')}.vcf",
			"filecontent": file,
			"content_type": "text/vcard; charset=utf-8",
		}
	)
