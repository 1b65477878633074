from frappe.model.document import Document


class PartnerAgency(Document):
	pass
