from stakeholder_crm.stakeholders.stakeholder import Stakeholder


class CommunityLeader(Stakeholder):
	"""A person who speaks for a community."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.stakeholders.doctype.stakeholder_care_note.stakeholder_care_note import (
			StakeholderCareNote,
		)
		from stakeholder_crm.stakeholders.doctype.stakeholder_contact_point.stakeholder_contact_point import (
			StakeholderContactPoint,
		)
		from stakeholder_crm.stakeholders.doctype.stakeholder_tie.stakeholder_tie import StakeholderTie

		backup_owner: DF.Link | None
		cadence_days: DF.Int
		care_notes: DF.Table[StakeholderCareNote]
		community: DF.Data
		confidentiality: DF.Literal["Open", "Restricted", "Confidential"]
		constituency: DF.SmallText | None
		contact_points: DF.Table[StakeholderContactPoint]
		current_position: DF.Literal["", "Unaware", "Resistant", "Neutral", "Supportive", "Leading"]
		desired_position: DF.Literal["", "Unaware", "Resistant", "Neutral", "Supportive", "Leading"]
		display_name: DF.Data | None
		full_name: DF.Data
		health: DF.Literal["", "Strong", "Steady", "Strained", "Broken"]
		influence: DF.Int
		interest: DF.Int
		intermediary: DF.DynamicLink | None
		intermediary_type: DF.Link | None
		language: DF.Link | None
		last_interaction_on: DF.Date | None
		lawful_basis: DF.Literal[
			"",
			"Consent",
			"Contract",
			"Legal Obligation",
			"Vital Interests",
			"Public Task",
			"Legitimate Interests",
		]
		leadership_role: DF.Data | None
		lowered_because: DF.SmallText | None
		next_touch_on: DF.Date | None
		no_contact_days: DF.Data | None
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
		record_health: DF.Int
		record_health_known: DF.Int
		record_health_on: DF.Date | None
		record_health_parts: DF.SmallText | None
		relationship_owner: DF.Link
		retain_until: DF.Date | None
		safe_alias: DF.Data | None
		status: DF.Literal["Draft", "Active", "Dormant", "Do Not Contact", "Anonymised"]
		ties: DF.Table[StakeholderTie]
		time_zone: DF.Autocomplete | None
		trust: DF.Int
		verified_by: DF.Link | None
		verified_on: DF.Date | None
		verify_every_days: DF.Int
	# end: auto-generated types
