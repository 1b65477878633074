from frappe.model.document import Document


class StakeholderTie(Document):
	pass
