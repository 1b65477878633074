from frappe.model.document import Document


class CommunityLeader(Document):
	pass
