from frappe.model.document import Document


class MeetingTeamMember(Document):
	pass
