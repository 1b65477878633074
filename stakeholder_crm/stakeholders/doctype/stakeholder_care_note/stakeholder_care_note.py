from frappe.model.document import Document


class StakeholderCareNote(Document):
	pass
