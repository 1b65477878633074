"""Run in a bench's environment: answer for a site what its setup wizard would ask, where nobody has answered it.

Usage: python prepare_site.py <site>, from inside the sites folder. A site whose wizard has run keeps its answers.
"""

import sys
from pathlib import Path

import frappe
from frappe.utils import getdate

COUNTRY = "Spain"


def main(site: str) -> None:
	# Frappe's loggers write there, the one of the style sheets in a mail too; not every bench has the folder.
	Path("../logs").mkdir(exist_ok=True)
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	if not frappe.get_single("System Settings").setup_complete:
		_answer()
	_mark_apps()
	_default_address_template()
	_fiscal_year()
	frappe.db.commit()  # a script of its own: nothing else ends its transaction
	frappe.clear_cache()
	frappe.destroy()


def _answer() -> None:
	settings = frappe.get_single("System Settings")
	settings.update(
		{
			"setup_complete": 1,
			"language": "en",
			"time_zone": "Europe/Madrid",
			# The published air-datepicker knows no seconds; with them it writes "14:10:ss".
			"time_format": "HH:mm",
			"country": COUNTRY,
			"enable_onboarding": 0,
			"enable_telemetry": 0,
			"disable_system_update_notification": 1,
		}
	)
	# Mandatory fields that concern a first install only are not asked for here.
	settings.flags.ignore_mandatory = True
	settings.save()
	# As the wizard's person would be: without one, Frappe gives that role to the next user made.
	frappe.get_doc(
		{
			"doctype": "User",
			"email": "system@bench.example",
			"first_name": "System",
			"send_welcome_email": 0,
			"roles": [{"role": "System Manager"}],
		}
	).insert()
	frappe.db.set_default("desktop:home_page", "workspace")


def _mark_apps() -> None:
	"""Later versions ask each app with a wizard of its own, and show none but that while one says no."""
	if frappe.db.has_column("Installed Application", "is_setup_complete"):
		frappe.db.set_value(
			"Installed Application", {"has_setup_wizard": 1}, "is_setup_complete", 1, update_modified=False
		)


def _default_address_template() -> None:
	"""Without one no form shows an Address; ERPNext's wizard makes it."""
	if not frappe.db.exists("Address Template", {"is_default": 1}):
		frappe.get_doc({"doctype": "Address Template", "country": COUNTRY, "is_default": 1}).insert()


def _fiscal_year() -> None:
	"""Without one, each page of ERPNext's Desk ends in an error; ERPNext's wizard makes it."""
	if not frappe.db.exists("DocType", "Fiscal Year") or frappe.db.count("Fiscal Year"):
		return
	for year in range(getdate().year - 1, getdate().year + 2):
		frappe.get_doc(
			{
				"doctype": "Fiscal Year",
				"year": str(year),
				"year_start_date": f"{year}-01-01",
				"year_end_date": f"{year}-12-31",
			}
		).insert()


if __name__ == "__main__":
	main(sys.argv[1])
