from frappe.model.document import Document


class AgencyFocalPerson(Document):
	pass
