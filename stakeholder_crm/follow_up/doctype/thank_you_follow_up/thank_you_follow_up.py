from frappe.model.document import Document


class ThankYouFollowUp(Document):
	pass
