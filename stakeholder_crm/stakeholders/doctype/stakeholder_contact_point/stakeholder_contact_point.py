from frappe.model.document import Document


class StakeholderContactPoint(Document):
	pass
