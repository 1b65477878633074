"""The endpoint for stakeholders as vCards."""

import frappe

from stakeholder_crm.base.request_json import list_in
from stakeholder_crm.stakeholders.vcards.export import export_cards


@frappe.whitelist(methods=["POST"])
def export(kind: str, names: str | list) -> None:
	"""Download stakeholders as a vCard file (version 4.0). Exports are logged.

	Args:
			kind: one of the three types.
			names: records that the user may read and export, as a list or its JSON.

	Raises:
			frappe.PermissionError: when one of them may not be read or exported.
		frappe.ValidationError: when there are none, or more than a thousand.
	"""
	chosen = [str(name) for name in list_in("names", names)]
	file = export_cards(kind, chosen)
	frappe.response.update(
		{
			"type": "download",
			"filename": f"{chosen[0] if len(chosen) == 1 else frappe.scrub(kind).replace('_', '-')}.vcf",
			"filecontent": file,
			"content_type": "text/vcard; charset=utf-8",
		}
	)
