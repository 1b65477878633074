from frappe.model.document import Document


class StakeholderConcern(Document):
	pass
