"""How long somebody is kept."""

from datetime import date

import pytest

from stakeholder_crm.domain.retention import days_past, retention_end

DAY = date(2026, 8, 31)


@pytest.mark.parametrize(
	("own", "last", "months", "expected"),
	[
		(date(2030, 1, 1), DAY, 36, date(2030, 1, 1)),
		(None, DAY, 36, date(2029, 8, 31)),
		(None, DAY, 6, date(2027, 2, 28)),
		(None, date(2026, 12, 5), 1, date(2027, 1, 5)),
		(None, None, 12, date(2021, 5, 1)),
	],
)
def test_the_record_says_it_or_the_last_interaction_or_its_making(own, last, months, expected):
	assert retention_end(own, last, date(2020, 5, 1), months) == expected


def test_days_past():
	assert days_past(DAY, DAY) == 0
	assert days_past(DAY, date(2026, 9, 2)) == 2
	assert days_past(DAY, date(2026, 1, 1)) == 0
