from frappe.model.document import Document


class Activist(Document):
	pass
