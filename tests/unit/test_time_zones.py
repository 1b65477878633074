"""Only exact IANA names are time zones."""

import pytest

from stakeholder_crm.domain.time_zones import is_time_zone


@pytest.mark.parametrize("name", ["Africa/Nairobi", "America/Argentina/Ushuaia", "UTC"])
def test_an_iana_name_is_a_time_zone(name):
	assert is_time_zone(name)


@pytest.mark.parametrize("name", ["Nairobi", "africa/nairobi", "GMT+25", "../etc/passwd", "", " UTC"])
def test_anything_else_is_not(name):
	assert not is_time_zone(name)
