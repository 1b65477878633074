"""Run in the bench's environment: point the demo site's mail at the sink and let its scheduler run.

Usage: python prepare_demo.py <site> <smtp port>, from inside the sites folder.
"""

import sys

import frappe

from stakeholder_crm.testing import factories


def main(site: str, port: int) -> None:
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	# Saving an account tries to reach its server only outside a test; here the sink answers.
	factories.email_account(port, email_id="office@demo.example", email_account_name="Outreach")
	frappe.db.set_single_value("System Settings", "enable_scheduler", 1)
	frappe.db.commit()  # a script of its own: nothing else ends its transaction
	frappe.clear_cache()
	frappe.destroy()


if __name__ == "__main__":
	main(sys.argv[1], int(sys.argv[2]))
