from frappe.model.document import Document


class ContactSuppression(Document):
	pass
