import re

import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.free_days import UnknownRegion, is_free_day
from stakeholder_crm.domain.small_cells import FLOOR
from stakeholder_crm.domain.thank_you_text import names_organisation
from stakeholder_crm.domain.weekdays import UnknownWeekday, normalise_weekdays

BARE_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)

WEIGHTS = ("weight_recency", "weight_reciprocity", "weight_trust", "weight_sentiment")
AT_LEAST = {
	"messages_per_minute": 0,
	"daily_cap": 1,
	"thank_you_delay_hours": 0,
	"late_limit_hours": 1,
	"brief_draft_hours": 1,
	"brief_final_hours": 1,
	"retention_months": 1,
	"small_cell_size": FLOOR,
	**dict.fromkeys(WEIGHTS, 0),
}


class StakeholderCRMSettings(CRMDocument):
	"""The app's settings."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approval_rule: DF.Literal["None", "First Time", "Always", "Restricted and Confidential"]
		brief_draft_hours: DF.Int
		brief_final_hours: DF.Int
		daily_cap: DF.Int
		holidays_in: DF.Data | None
		kill_switch: DF.Check
		late_limit_hours: DF.Int
		messages_per_minute: DF.Int
		neutral_sender_name: DF.Data
		opt_out_address: DF.Data | None
		organisation_name: DF.Data | None
		quiet_from: DF.Literal[
			"",
			"00:00",
			"00:30",
			"01:00",
			"01:30",
			"02:00",
			"02:30",
			"03:00",
			"03:30",
			"04:00",
			"04:30",
			"05:00",
			"05:30",
			"06:00",
			"06:30",
			"07:00",
			"07:30",
			"08:00",
			"08:30",
			"09:00",
			"09:30",
			"10:00",
			"10:30",
			"11:00",
			"11:30",
			"12:00",
			"12:30",
			"13:00",
			"13:30",
			"14:00",
			"14:30",
			"15:00",
			"15:30",
			"16:00",
			"16:30",
			"17:00",
			"17:30",
			"18:00",
			"18:30",
			"19:00",
			"19:30",
			"20:00",
			"20:30",
			"21:00",
			"21:30",
			"22:00",
			"22:30",
			"23:00",
			"23:30",
		]
		quiet_to: DF.Literal[
			"",
			"00:00",
			"00:30",
			"01:00",
			"01:30",
			"02:00",
			"02:30",
			"03:00",
			"03:30",
			"04:00",
			"04:30",
			"05:00",
			"05:30",
			"06:00",
			"06:30",
			"07:00",
			"07:30",
			"08:00",
			"08:30",
			"09:00",
			"09:30",
			"10:00",
			"10:30",
			"11:00",
			"11:30",
			"12:00",
			"12:30",
			"13:00",
			"13:30",
			"14:00",
			"14:30",
			"15:00",
			"15:30",
			"16:00",
			"16:30",
			"17:00",
			"17:30",
			"18:00",
			"18:30",
			"19:00",
			"19:30",
			"20:00",
			"20:30",
			"21:00",
			"21:30",
			"22:00",
			"22:30",
			"23:00",
			"23:30",
		]
		record_health_kept_until: DF.Datetime | None
		retention_months: DF.Int
		small_cell_size: DF.Int
		thank_you_delay_hours: DF.Int
		thank_you_template: DF.Link | None
		weekend: DF.Data | None
		weekly_digest: DF.Check
		weight_recency: DF.Int
		weight_reciprocity: DF.Int
		weight_sentiment: DF.Int
		weight_trust: DF.Int
	# end: auto-generated types

	def check(self) -> None:
		"""Check the settings, alone and together.

		Raises:
				frappe.ValidationError: names the field and what to do.
		"""
		for fieldname, least in AT_LEAST.items():
			if (self.get(fieldname) or 0) < least:
				frappe.throw(
					_("{0} must be at least {1}.").format(
						frappe.bold(_(self.meta.get_label(fieldname))), least
					)
				)
		if self.brief_final_hours > self.brief_draft_hours:
			frappe.throw(_("Final Before Meeting must not be greater than Draft Before Meeting."))
		if bool(self.quiet_from) != bool(self.quiet_to):
			frappe.throw(_("Quiet Hours: enter both a start and an end, or neither."))
		if not any(self.get(weight) for weight in WEIGHTS):
			frappe.throw(_("Calculated Health Weights: at least one weight must be above 0."))
		self._check_free_days()
		self._check_opt_out_address()
		if (
			self.organisation_name
			and self.organisation_name.casefold() in (self.neutral_sender_name or "").casefold()
		):
			frappe.throw(_("Neutral Sender Name must not contain the organisation's name."))

	def _check_free_days(self) -> None:
		try:
			self.weekend = normalise_weekdays(self.weekend or "")
		except UnknownWeekday as error:
			frappe.throw(
				_("Weekend: {0} is not a weekday. Enter days such as Friday, Saturday.").format(
					frappe.bold(frappe.utils.escape_html(error.word))
				)
			)
		if (self.weekend or "").count(",") == 6:
			frappe.throw(_("Weekend: at least one day must be a working day. Remove one."))
		self.holidays_in = (self.holidays_in or "").strip().upper()
		try:
			is_free_day(frozenset(), self.holidays_in)
		except UnknownRegion:
			frappe.throw(
				_(
					"Public Holidays Of: no holidays are known for {0}. Enter a code such as KE or ES-MD."
				).format(frappe.bold(frappe.utils.escape_html(self.holidays_in)))
			)

	def _check_opt_out_address(self) -> None:
		self.opt_out_address = (self.opt_out_address or "").strip().rstrip("/")
		if not self.opt_out_address:
			return
		if not BARE_ADDRESS.fullmatch(self.opt_out_address):
			frappe.throw(
				_("Unsubscribe Link Address: enter https:// and a host of this site, such as {0}.").format(
					frappe.bold("https://mail.example.org")
				)
			)
		if names_organisation(self.opt_out_address, self.organisation_name or ""):
			frappe.throw(_("Unsubscribe Link Address must not contain the organisation's name."))
