"""The default template's wording on sites that have it already."""

import frappe
import pytest

from stakeholder_crm.follow_up.messages.template import DEFAULT_NAME, DEFAULT_RESPONSE
from stakeholder_crm.patches import reword_default_thank_you


@pytest.mark.parametrize(
	("stored", "afterwards"),
	[(reword_default_thank_you.OLD, DEFAULT_RESPONSE), ("<p>Our own words</p>", "<p>Our own words</p>")],
)
def test_only_the_old_default_is_reworded(stored, afterwards):
	frappe.db.set_value("Email Template", DEFAULT_NAME, "response_html", stored)
	reword_default_thank_you.execute()
	reword_default_thank_you.execute()
	assert frappe.db.get_value("Email Template", DEFAULT_NAME, "response_html") == afterwards
