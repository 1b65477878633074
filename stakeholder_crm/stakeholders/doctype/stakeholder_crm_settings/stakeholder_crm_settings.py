from frappe.model.document import Document


class StakeholderCRMSettings(Document):
	pass
