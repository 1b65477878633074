"""Say by what the health of relationships is computed, for whoever asks what a figure is made of."""

from typing import Any

from frappe.utils import add_days, getdate, today

from stakeholder_crm.domain.record_health import Part
from stakeholder_crm.services.partnerships.load_history import PROMISE_DAYS, TRUST_DAYS
from stakeholder_crm.services.settings import get_settings


def explain_health() -> dict[str, Any]:
	"""How the parts are weighed, and how far they look back; nothing about anybody.

	Returns:
		``weights`` by part, ``promises_since`` and ``trust_since`` as ISO dates.
	"""
	settings, day = get_settings(), getdate(today())
	return {
		"weights": {part.value: settings.get(f"weight_{part.value}") or 0 for part in Part},
		"promises_since": str(add_days(day, -PROMISE_DAYS)),
		"trust_since": str(add_days(day, -TRUST_DAYS)),
	}
