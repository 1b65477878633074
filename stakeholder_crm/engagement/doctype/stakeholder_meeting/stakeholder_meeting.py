from frappe.model.document import Document


class StakeholderMeeting(Document):
	pass
