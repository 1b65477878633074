import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument

AT_LEAST = {
	"daily_cap": 1,
	"thank_you_delay_hours": 0,
	"late_limit_hours": 1,
	"brief_draft_hours": 1,
	"brief_final_hours": 1,
	"retention_months": 1,
	"small_cell_size": 2,
}


class StakeholderCRMSettings(CRMDocument):
	"""How the app behaves for everybody."""

	def check(self) -> None:
		"""Check that the numbers make sense together.

		Raises:
			frappe.ValidationError: naming the field and what to do.
		"""
		for fieldname, least in AT_LEAST.items():
			if (self.get(fieldname) or 0) < least:
				frappe.throw(
					_("{0} must be at least {1}.").format(frappe.bold(_(self.meta.get_label(fieldname))), least)
				)
		if self.brief_final_hours > self.brief_draft_hours:
			frappe.throw(_("Final Before the Meeting must not come before the draft. Make it the smaller number."))
		if bool(self.quiet_from) != bool(self.quiet_to):
			frappe.throw(_("Quiet From and Quiet To: fill in both or neither."))
		if (
			self.organisation_name
			and self.organisation_name.casefold() in (self.neutral_sender_name or "").casefold()
		):
			frappe.throw(
				_(
					"Neutral Sender Name shows on locked screens and shared phones. It must not hold the organisation's name."
				)
			)
