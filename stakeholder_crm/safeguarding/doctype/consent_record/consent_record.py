from frappe.model.document import Document


class ConsentRecord(Document):
	pass
