from frappe.model.document import Document


class StakeholderCommitment(Document):
	pass
