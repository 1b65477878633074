"""Which columns can hold text: asked of this site's schema alone, so that other sites on the server cost nothing."""

import frappe

from stakeholder_crm.compat import text_columns


def test_the_columns_of_this_schema_are_read_without_a_join(query_count):
	with query_count() as queries:
		found = text_columns()
	assert "full_name" in found["tabActivist"]
	assert not any("join" in query.lower() for query in queries)
	if frappe.db.db_type == "mariadb":
		assert all("table_schema" in query.lower() for query in queries)
