"""Thirteen partner agencies of Port Sable and the Wend valley. All of them are invented."""

from stakeholder_crm.demo.rows import Day, Row, User, do, dont, focal, judged, reach, tie

PARTNER_AGENCIES: dict[str, Row] = {
	"police": {
		"full_name": "Harbour Police, Community Desk",
		"agency_type": "Law Enforcement",
		"jurisdiction": "Port Sable harbour",
		"services": "A named sergeant for the quay, out of uniform on request",
		"referral_protocol": "Only with the person's consent; call the desk, never the control room",
		"focal_people": [
			focal("Sergeant Ada Kell", "Community sergeant", "a.kell@harbourpolice.example"),
			focal("Sergeant Lewis Marr", "Her predecessor", "l.marr@harbourpolice.example", until=Day(-200)),
		],
		"care_notes": [
			dont("Share no activist's name. There is no agreement for it.", "the partnership agreement", 180)
		],
		"health": "Steady",
		"cadence_days": 60,
		"assessments": [
			judged(85, 3, "Neutral", "Supportive", "Agreed to come without uniform.", power=5, influence=4)
		],
		"verified_on": Day(-25),
	},
	"lawcentre": {
		"full_name": "Wend Valley Law Centre",
		"agency_type": "Legal Services",
		"jurisdiction": "Wend valley and Port Sable",
		"services": "Employment and housing advice, free of charge",
		"referral_protocol": "Warm referral by phone, then the form",
		"focal_people": [focal("Naomi Feld", "Employment solicitor", "n.feld@wendlaw.example")],
		"health": "Strong",
		"cadence_days": 45,
		"assessments": [
			judged(58, 5, "Leading", "Leading", "Took eleven pay claims in one month.", influence=4)
		],
		"agreement": {
			"title": "Referrals in pay and housing matters",
			"starts_on": Day(-325),
			"signed_on": Day(-330),
			"review_on": Day(40),
			"categories": [{"category": "Concerns"}],
		},
		"verified_on": Day(-40),
	},
	"shelter": {
		"full_name": "Lanternhouse",
		"safe_alias": "The partner shelter",
		"confidentiality": "Confidential",
		"agency_type": "Shelter",
		"services": "Safe rooms and a caseworker",
		"referral_protocol": "Through the safeguarding lead only",
		"focal_people": [
			focal("Teresa Blom", "House manager", "t.blom@lanternhouse.example", name_organisation_ok=0)
		],
		"care_notes": [
			dont("No address, no street, no photographs. Ever.", "the partnership agreement", 300)
		],
		"health": "Strong",
		"cadence_days": 60,
		"relationship_owner": User("outreach"),
		"backup_owner": User("safeguarding"),
		"assessments": [
			judged(
				70,
				5,
				"Supportive",
				"Supportive",
				"Kept a room free over the holidays.",
				influence=3,
				interest=4,
			)
		],
		"verified_on": Day(-70),
	},
	"clinic": {
		"full_name": "Saltmarsh Community Clinic",
		"agency_type": "Health",
		"jurisdiction": "Saltmarsh and Eastmoor",
		"services": "Walk-in care with interpreters, no papers asked",
		"focal_people": [focal("Doctor Ines Moreau", "Lead physician", "i.moreau@saltmarshclinic.example")],
		"health": "Strong",
		"cadence_days": 60,
		"assessments": [
			judged(
				46,
				4,
				"Supportive",
				"Supportive",
				"Opened on a Sunday for Kiln Hill.",
				influence=5,
				interest=5,
			)
		],
		"verified_on": Day(-50),
	},
	"advice": {
		"full_name": "Regional Immigration Advice Service",
		"agency_type": "Immigration",
		"jurisdiction": "The region",
		"services": "Accredited advice by appointment",
		"focal_people": [
			focal("Karim Aziz", "Adviser", "k.aziz@immigrationadvice.example", safety="Unknown")
		],
		"health": "Steady",
		"cadence_days": 90,
		"relationship_owner": User("outreach2"),
	},
	"anchor": {
		"full_name": "Anchor Mission to Seafarers",
		"agency_type": "NGO",
		"jurisdiction": "Port Sable harbour",
		"services": "A warm room, a shop, a chaplain",
		"focal_people": [focal("Bea Lindgren", "Centre manager", "b.lindgren@anchor-mission.example")],
		"health": "Strong",
		"cadence_days": 45,
		"assessments": [
			judged(61, 5, "Leading", "Leading", "Lends the van without asking.", influence=2, interest=4)
		],
		"verified_on": Day(-15),
	},
	"council": {
		"full_name": "City Council, Neighbourhoods Team",
		"agency_type": "Government",
		"jurisdiction": "Port Sable",
		"services": "Permits, small grants, a mediator's room in the town hall",
		"focal_people": [
			focal("Harriet Osei", "Neighbourhoods officer", "h.osei@portsable.example"),
			focal("Marcus Bell", "Permits desk", "m.bell@portsable.example"),
		],
		"health": "Steady",
		"cadence_days": 45,
		"contact_points": [reach("Phone", "+44 7700 900140")],
		"assessments": [
			judged(
				33, 3, "Neutral", "Supportive", "Has the budget, waits for a signal.", power=5, influence=5
			)
		],
	},
	"interfaith": {
		"full_name": "Interfaith Table of Port Sable",
		"agency_type": "Faith",
		"jurisdiction": "Port Sable",
		"services": "A room where everyone has already once eaten together",
		"focal_people": [focal("Rabbi Miriam Katz", "Convenor", "m.katz@interfaithtable.example")],
		"ties": [tie("yusuf", "Member", "Strong", 6), tie("tomas", "Member", "Strong", 6)],
		"health": "Strong",
		"cadence_days": 60,
		"verified_on": Day(-65),
	},
	"funder": {
		"full_name": "Brightwater Foundation",
		"agency_type": "Funder",
		"jurisdiction": "National",
		"services": "Three-year grants for neighbourhood mediation",
		"focal_people": [focal("Owen Pryce", "Programme officer", "o.pryce@brightwater.example")],
		"health": "Steady",
		"cadence_days": 90,
		"care_notes": [do("Report what went wrong as well; he asks for it.", "himself", 115)],
		"verified_on": Day(-115),
	},
	"paper": {
		"full_name": "The Sable Tide",
		"agency_type": "Media",
		"jurisdiction": "Port Sable",
		"services": "The town's weekly paper",
		"focal_people": [focal("Jun Park", "Reporter, social affairs", "j.park@sabletide.example")],
		"care_notes": [dont("Nothing off the record, no names, no participants' list.", "a house rule", 250)],
		"health": "Strained",
		"cadence_days": 120,
		"assessments": [
			judged(
				112,
				2,
				"Unaware",
				"Neutral",
				"Printed a photograph we had asked them not to.",
				influence=4,
				interest=1,
			)
		],
	},
	"harvest": {
		"full_name": "Fair Harvest Alliance",
		"agency_type": "NGO",
		"jurisdiction": "Wend valley",
		"services": "Outreach in the orchards, in five languages",
		"focal_people": [focal("Ioana Marin", "Field coordinator", "i.marin@fairharvest.example")],
		"health": "Strong",
		"cadence_days": 30,
		"assessments": [
			judged(63, 4, "Leading", "Leading", "Knows every camp in the valley.", influence=1, interest=5)
		],
		"verified_on": Day(-18),
	},
	"labour": {
		"full_name": "Labour Standards Office",
		"agency_type": "Government",
		"jurisdiction": "The region",
		"services": "Inspections, wage recovery",
		"referral_protocol": "Through the law centre, with written consent",
		"focal_people": [focal("Gwen Abara", "Inspector", "g.abara@labourstandards.example")],
		"health": "Steady",
		"cadence_days": 60,
		"assessments": [
			judged(
				87,
				3,
				"Supportive",
				"Leading",
				"Came back a second time, unannounced.",
				power=5,
				influence=4,
				interest=3,
			)
		],
		"verified_on": Day(-87),
	},
	"counsel": {
		"full_name": "Mind and Quay Counselling",
		"agency_type": "Health",
		"jurisdiction": "Port Sable",
		"services": "Counselling, also for those who help others",
		"focal_people": [focal("Selma Aydin", "Counsellor", "s.aydin@mindandquay.example")],
		"health": "Steady",
		"cadence_days": 90,
		"relationship_owner": User("outreach2"),
		"verified_on": Day(-140),
	},
}
