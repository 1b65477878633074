from frappe.model.document import Document


class DisclosureLog(Document):
	pass
