from frappe.model.document import Document


class MeetingLog(Document):
	pass
