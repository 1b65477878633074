from frappe.model.document import Document


class BriefLine(Document):
	pass
