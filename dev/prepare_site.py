"""Run in the bench's environment: answer for a new site what the setup wizard would ask.

Usage: python prepare_site.py <site>, from inside the sites folder.
"""

import sys

import frappe


def main(site: str) -> None:
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	settings = frappe.get_single("System Settings")
	settings.update(
		{
			"setup_complete": 1,
			"language": "en",
			"time_zone": "Europe/Madrid",
			# The published air-datepicker knows no seconds; with them it writes "14:10:ss".
			"time_format": "HH:mm",
			"country": "Spain",
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
	frappe.db.commit()  # a script of its own: nothing else ends its transaction
	frappe.destroy()


if __name__ == "__main__":
	main(sys.argv[1])
