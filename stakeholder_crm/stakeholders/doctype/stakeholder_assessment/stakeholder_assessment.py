from frappe.model.document import Document


class StakeholderAssessment(Document):
	pass
