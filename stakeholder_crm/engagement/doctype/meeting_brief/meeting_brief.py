from frappe.model.document import Document


class MeetingBrief(Document):
	pass
