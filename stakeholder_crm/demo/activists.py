"""Thirteen activists of Port Sable and the Wend valley. All of them are invented."""

from stakeholder_crm.demo.rows import Day, Row, User, do, dont, judged, mail, reach, tie

ACTIVISTS: dict[str, Row] = {
	"priya": {
		"full_name": "Priya Raman",
		"causes": "Fair shifts in care homes",
		"affiliations": "Fair Shift",
		"language": "en",
		"cadence_days": 45,
		"health": "Strong",
		"contact_points": [mail("priya@fairshift.example")],
		"care_notes": [dont("Her employer does not know; never write to the care home.", "herself", 110)],
		"verified_on": Day(-30),
		"lawful_basis": "Consent",
		"assessments": [
			judged(
				52,
				4,
				"Supportive",
				"Leading",
				"Shared the rota that nobody else would.",
				influence=2,
				interest=5,
			)
		],
	},
	"kofi": {
		"full_name": "Kofi Mensah",
		"causes": "Labour rights in the harbour",
		"affiliations": "Quayside Union branch",
		"language": "en",
		"cadence_days": 30,
		"health": "Strong",
		"contact_points": [mail("kofi@quaysideunion.example"), reach("Phone", "+44 7700 900121")],
		"ties": [tie("garrick", "Colleague", "Medium", 8), tie("police", "Rival", "Weak", 2)],
		"care_notes": [do("Tell him beforehand when the harbour police will be in the room.", "himself", 85)],
		"verified_on": Day(-22),
		"lawful_basis": "Legitimate Interests",
		"assessments": [
			judged(145, 3, "Neutral", "Supportive", "Came to watch, he said.", influence=3, interest=2),
			judged(31, 4, "Supportive", "Leading", "Talked two members out of a blockade.", influence=4),
		],
	},
	"lucia": {
		"full_name": "Lucía Marín",
		"causes": "Domestic workers' rights",
		"affiliations": "Domestic Workers' Alliance",
		"language": "es",
		"cadence_days": 45,
		"health": "Steady",
		"contact_points": [mail("lucia@dwalliance.example")],
		"ties": [tie("ingrid", "Ally", "Strong", 6)],
		"verified_on": Day(-44),
		"lawful_basis": "Consent",
		"assessments": [
			judged(
				90, 4, "Leading", "Leading", "Runs the Sunday advice table alone.", influence=2, interest=5
			)
		],
	},
	"dara": {
		"full_name": "Dara Sokha",
		"safe_alias": "The night desk",
		"confidentiality": "Confidential",
		"causes": "A helpline",
		"language": "en",
		"cadence_days": 30,
		"health": "Steady",
		"contact_points": [
			reach("In Person", preferred=1),
			mail("dara@nightdesk.example", safety="Unsafe", preferred=0),
		],
		"care_notes": [
			dont("Her name is never spoken where a phone is switched on.", "herself", 33),
			do("Agree the next meeting at the end of this one; there is no other way.", "herself", 33),
		],
		"verified_on": Day(-33),
		"lawful_basis": "Consent",
		"retain_until": Day(400),
		"assessments": [
			judged(
				33,
				4,
				"Supportive",
				"Supportive",
				"Told us which advert had come down.",
				confidence="High",
				influence=4,
				interest=3,
			)
		],
	},
	"hamid": {
		"full_name": "Hamid Nazari",
		"causes": "Welcome for newcomers",
		"affiliations": "Open Door Saltmarsh",
		"language": "fa",
		"cadence_days": 45,
		"health": "Steady",
		"contact_points": [mail("hamid@opendoor.example", safety="Unsafe")],
		"care_notes": [dont("The mailbox is read by the whole house. Speak to him instead.", "himself", 26)],
		"ties": [tie("yusuf", "Member", "Medium", 4)],
		"verified_on": Day(-26),
		"lawful_basis": "Consent",
		"assessments": [
			judged(54, 3, "Supportive", "Supportive", "Translates for whoever asks.", influence=1, interest=4)
		],
	},
	"ingrid": {
		"full_name": "Ingrid Moen",
		"causes": "Ending labour exploitation in farming",
		"affiliations": "Fair Harvest Alliance",
		"language": "no",
		"cadence_days": 30,
		"health": "Strong",
		"contact_points": [mail("ingrid@fairharvest.example")],
		"time_zone": "Europe/Oslo",
		"ties": [tie("harvest", "Member", "Strong", 5)],
		"verified_on": Day(-18),
		"lawful_basis": "Legitimate Interests",
		"assessments": [
			judged(64, 5, "Leading", "Leading", "Wrote the checklist that the crews now use.", influence=4)
		],
	},
	"oksana": {
		"full_name": "Oksana Bilyk",
		"causes": "Newcomers' first year",
		"affiliations": "Neighbours' Kitchen",
		"language": "uk",
		"cadence_days": 60,
		"health": "Steady",
		"contact_points": [mail("oksana@neighbourskitchen.example")],
		"verified_on": Day(-75),
		"relationship_owner": User("outreach2"),
		"lawful_basis": "Consent",
		"assessments": [
			judged(
				73,
				3,
				"Supportive",
				"Supportive",
				"Feeds eighty people on Saturdays.",
				influence=2,
				interest=4,
			)
		],
	},
	"zanele": {
		"full_name": "Zanele Dube",
		"confidentiality": "Restricted",
		"causes": "Safe housing",
		"affiliations": "Shelter network",
		"language": "en",
		"cadence_days": 45,
		"health": "Strong",
		"contact_points": [mail("zanele@shelternet.example", name_organisation_ok=0)],
		"care_notes": [dont("Never mention the shelter's street, in any message.", "herself", 105)],
		"verified_on": Day(-50),
		"relationship_owner": User("outreach2"),
		"backup_owner": User("outreach"),
		"lawful_basis": "Consent",
		"assessments": [
			judged(
				66, 4, "Supportive", "Leading", "Trained the clinic's front desk.", influence=5, interest=5
			)
		],
	},
	"rafael": {
		"full_name": "Rafael Costa",
		"causes": "Fishing crews' contracts",
		"affiliations": "Deckhands' Network",
		"language": "pt",
		"cadence_days": 60,
		"health": "Steady",
		"contact_points": [mail("rafael@deckhands.example")],
		"time_zone": "Atlantic/Azores",
		"quiet_from": "19:00",
		"quiet_to": "09:00",
		"verified_on": Day(-82),
		"lawful_basis": "Legitimate Interests",
		"assessments": [
			judged(80, 3, "Supportive", "Leading", "Has contracts from nine boats.", influence=3, interest=3)
		],
	},
	"mei": {
		"full_name": "Mei Chen",
		"causes": "Safe journeys home after night shifts",
		"affiliations": "Last Bus Campaign",
		"language": "en",
		"cadence_days": 60,
		"health": "Strong",
		"contact_points": [mail("mei@lastbus.example"), reach("WhatsApp", "+44 7700 900122")],
		"verified_on": Day(-38),
		"lawful_basis": "Consent",
		"assessments": [
			judged(
				37, 4, "Leading", "Leading", "Got the bus line its 1 a.m. service.", influence=1, interest=5
			)
		],
	},
	"callum": {
		"full_name": "Callum Reid",
		"causes": "Tenants' rights",
		"affiliations": "Eastmoor Tenants' Union",
		"language": "en",
		"cadence_days": 45,
		"status": "Dormant",
		"health": "Strained",
		"contact_points": [mail("callum@eastmoortenants.example")],
		"verified_on": Day(-240),
		"relationship_owner": User("outreach2"),
		"lawful_basis": "Legitimate Interests",
	},
	"fatima": {
		"full_name": "Fatima El Idrissi",
		"causes": "Interpreters' working conditions",
		"affiliations": "Interpreters' Collective",
		"language": "fr",
		"cadence_days": 30,
		"health": "Strong",
		"contact_points": [
			mail("fatima@interpreters.example"),
			reach("Phone", "+44 7700 900123", voicemail_ok=1),
		],
		"no_contact_days": "Saturday, Sunday",
		"care_notes": [do("Book her by the half day; an hour is never an hour.", "herself", 140)],
		"verified_on": Day(-12),
		"lawful_basis": "Contract",
		"assessments": [
			judged(
				34,
				5,
				"Supportive",
				"Supportive",
				"Interpreted for six hours without a break.",
				influence=4,
				interest=4,
			)
		],
	},
	"bram": {
		"full_name": "Bram de Vries",
		"status": "Draft",
		"causes": "Student solidarity",
		"affiliations": "Harbour College group",
		"language": "nl",
		"cadence_days": 90,
		"contact_points": [mail("bram@harbourcollege.example", safety="Unknown")],
		"lawful_basis": "Legitimate Interests",
	},
}
