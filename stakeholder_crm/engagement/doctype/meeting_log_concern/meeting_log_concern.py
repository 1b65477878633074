from frappe.model.document import Document


class MeetingLogConcern(Document):
	pass
