from frappe.model.document import Document


class PartnershipAgreement(Document):
	pass
