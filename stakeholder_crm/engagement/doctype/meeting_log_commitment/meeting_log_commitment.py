from frappe.model.document import Document


class MeetingLogCommitment(Document):
	pass
