"""What the tests of briefs look at."""

from datetime import timedelta

import frappe

from stakeholder_crm.access.vault.sealed_document import put_in

JOBS = "stakeholder_crm.engagement.briefs.refresh_briefs."


def texts(brief) -> str:
	put_in(brief)
	return "\n".join(row.text for row in (*brief.lines, *brief.gaps))


def versions(meeting) -> list[tuple[int, str]]:
	return [
		(row.version, row.status)
		for row in frappe.get_all(
			"Meeting Brief",
			filters={"meeting": meeting.name},
			fields=["version", "status"],
			order_by="version",
		)
	]


def notices(meeting) -> list[tuple[str, str]]:
	names = frappe.get_all("Meeting Brief", filters={"meeting": meeting.name}, pluck="name")
	rows = frappe.get_all(
		"Notification Log",
		filters={"document_type": "Meeting Brief", "document_name": ("in", names or [""])},
		fields=["for_user", "subject"],
		order_by="creation",
	)
	return [(row.for_user, row.subject) for row in rows]


def set_hours(before: float, meeting, freeze) -> None:
	freeze(meeting.starts_on - timedelta(hours=before))
