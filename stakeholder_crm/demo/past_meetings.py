"""The demo's meetings of earlier months, held and logged."""

from stakeholder_crm.demo.rows import Day, Moment, Row, came, promised, raised

PAST_MEETINGS: dict[str, Row] = {
	"kilnhill-visit": {
		"subject": "First walk on Kiln Hill",
		"kind": "Site Visit",
		"starts_on": Moment(-163, "15:00"),
		"minutes": 90,
		"who": {"elena": "Host"},
		"purpose": "See the hill with somebody who lives there, before proposing anything",
		"status": "Closed",
		"log": {
			"summary": "Elena showed us the stairs, the school gate, the empty kiosk. We proposed nothing.",
			"what_we_heard": "Everyone who comes here takes a photograph and a promise with them.",
			"adaptations": "Left the clipboard in the car after the first street.",
			"outcome": "Progress",
			"next_steps": "Come back without a plan, for coffee.",
			"attendance": {"elena": came("showing us Kiln Hill as you see it")},
			"concerns": [
				raised(
					"elena",
					"Trust",
					"High",
					"Organisations come once, write their report and are gone.",
					("Acknowledged", {}),
					("Acting", {"did": "The same two colleagues come, every month, on the same day."}),
					("Reported Back", {"reported_back_on": Day(-45)}),
					("Closed", {}),
				)
			],
		},
	},
	"quay-first": {
		"subject": "The quay: hearing the residents",
		"kind": "Pre-mediation",
		"starts_on": Moment(-150, "18:00"),
		"minutes": 75,
		"who": {"amara": "Party"},
		"purpose": "Hear what the fence on the quay means to the residents",
		"status": "Closed",
		"log": {
			"summary": "The fence went up in a night. For the residents it says: you are not from here.",
			"what_we_heard": "We pay the same rent for the same view, and now there is a gate in it.",
			"adaptations": "We let the first half hour be anger, and took no notes in it.",
			"outcome": "No Change",
			"attendance": {"amara": came("saying so openly what the fence means", trust_change="Grew")},
			"concerns": [
				raised(
					"amara",
					"Representation",
					"High",
					"The lodge speaks to the council; nobody asks the forum.",
					("Acknowledged", {}),
					("Acting", {"did": "Asked the council to invite the forum to every quay meeting."}),
				)
			],
			"commitments": [
				promised(
					"amara",
					"Ours",
					"Write to the council that the forum must be invited",
					-136,
					("Kept", {"evidence": "Letter sent; the council answered within the week."}),
				)
			],
		},
	},
	"quay-lodge": {
		"subject": "The quay: hearing the lodge",
		"kind": "Pre-mediation",
		"starts_on": Moment(-143, "17:30"),
		"minutes": 60,
		"who": {"garrick": "Party", "kofi": "Observer"},
		"purpose": "Hear what the fence on the quay means to the dockers' families",
		"status": "Closed",
		"log": {
			"summary": "The fence is an answer to three thefts and to a feeling of being replaced.",
			"what_we_heard": "My grandfather laid those stones. Nobody asked him to share them.",
			"adaptations": "Moved from our office to the lodge at their wish; it changed the tone.",
			"outcome": "Progress",
			"attendance": {
				"garrick": came("telling the story of the quay", trust_change="Grew"),
				"kofi": came("listening first", ends_as="Not Needed"),
			},
			"concerns": [
				raised(
					"garrick",
					"Safety",
					"Medium",
					"Three engines stolen since spring, and nobody came.",
					("Acknowledged", {}),
					("Acting", {"did": "The harbour police agreed to a fixed walk, twice a week."}),
					("Reported Back", {"reported_back_on": Day(-80)}),
				)
			],
		},
	},
	"pickers-payslips": {
		"subject": "Pay slips from the orchards",
		"kind": "One-to-one",
		"starts_on": Moment(-126, "19:00"),
		"minutes": 60,
		"who": {"rosa": "Participant"},
		"purpose": "Understand how the crews are paid",
		"status": "Closed",
		"log": {
			"summary": "Deductions for boots, bus and bed; some crews earn nothing in the first month.",
			"what_we_heard": "We are not afraid of work. We are afraid of the sheet of paper.",
			"outcome": "Progress",
			"attendance": {"rosa": came("explaining the pay slips line by line")},
			"concerns": [
				raised(
					"rosa",
					"Resources",
					"Critical",
					"The deductions are more than the wage.",
					("Acting", {"did": "The law centre took eleven claims."}),
				)
			],
			"commitments": [
				promised("rosa", "Ours", "Bring the law centre to the camp on a Sunday", -20),
				promised(
					"rosa",
					"Theirs",
					"Collect pay slips from both crews",
					-100,
					("Kept", {"evidence": "Nineteen slips."}),
				),
			],
		},
	},
	"funder-visit": {
		"subject": "Half-year talk with the foundation",
		"kind": "Partner Coordination",
		"starts_on": Moment(-115, "14:00"),
		"minutes": 60,
		"who": {"funder": "Participant"},
		"represented_by": {"funder": "Owen Pryce"},
		"lead": "manager",
		"team": ["outreach"],
		"purpose": "Say honestly what works and what does not",
		"status": "Closed",
		"log": {
			"summary": "We reported two failures first. The talk got better for it.",
			"adaptations": "Skipped the slides.",
			"outcome": "Progress",
			"attendance": {"funder": came("asking about the failures first", represented_by="Owen Pryce")},
			"commitments": [
				promised(
					"funder",
					"Ours",
					"Send the half-year figures, small numbers hidden",
					-95,
					("Kept", {"evidence": "Sent on the day before."}),
					by="manager",
				)
			],
		},
	},
	"shelter-review": {
		"subject": "Yearly review of the referral protocol",
		"kind": "Partner Coordination",
		"starts_on": Moment(-104, "11:00"),
		"minutes": 60,
		"who": {"shelter": "Participant", "zanele": "Participant"},
		"represented_by": {"shelter": "Teresa Blom"},
		"team": ["outreach2"],
		"confidentiality": "Confidential",
		"purpose": "Is every step of the referral still safe?",
		"status": "Closed",
		"log": {
			"summary": "Two steps removed: fewer people need to know.",
			"outcome": "Agreement",
			"attendance": {
				"shelter": came(
					"walking us through every step", ends_as="Done Manually", represented_by="Teresa Blom"
				),
				"zanele": came("thinking of the driver, whom everyone forgets", ends_as="Done Manually"),
			},
		},
	},
	"growers-inspection": {
		"subject": "After the inspection: the growers' side",
		"kind": "One-to-one",
		"starts_on": Moment(-87, "10:00"),
		"minutes": 60,
		"who": {"peter": "Participant", "labour": "Observer"},
		"represented_by": {"labour": "Gwen Abara"},
		"purpose": "Keep talking, although the inspection hurt",
		"status": "Closed",
		"log": {
			"summary": "Peter feels nineteen farms are blamed for two. Ms Abara said what she may say.",
			"what_we_heard": "If you had asked me, I would have shown you the two.",
			"adaptations": "Walked through the orchard instead of sitting across a table.",
			"outcome": "No Change",
			"attendance": {
				"peter": came("staying in the conversation on a hard day", trust_change="Same"),
				"labour": came(
					"explaining so patiently what an inspection may do", represented_by="Gwen Abara"
				),
			},
			"concerns": [
				raised(
					"peter",
					"Process",
					"Medium",
					"We were treated as suspects, without a word before.",
					("Acknowledged", {}),
					(
						"Cannot Act",
						{"cannot_act_reason": "Inspections are unannounced by law; we cannot change it."},
					),
					("Reported Back", {"did": "Explained why, in person.", "reported_back_on": Day(-60)}),
				)
			],
			"commitments": [
				promised("peter", "Theirs", "Invite the good farms to speak at the season's start", 30),
				promised(
					"labour",
					"Theirs",
					"Send the leaflet on piece rates in four languages",
					-50,
					("Broken", {"explanation": "Translation budget was cut; we translate it ourselves."}),
					by="",
				),
			],
		},
	},
	"saltmarsh-rights": {
		"subject": "Know-your-rights evening in the hall",
		"kind": "Informal Gathering",
		"starts_on": Moment(-75, "19:30"),
		"minutes": 120,
		"who": {
			"yusuf": "Host",
			"aminata": "Participant",
			"lawcentre": "Speaker",
			"fatima": "Interpreter",
			"hamid": "Supporter",
		},
		"represented_by": {"lawcentre": "Naomi Feld"},
		"purpose": "Sixty people, three languages, one question: what may an employer keep?",
		"status": "Closed",
		"log": {
			"summary": "Seventy-one came. Passports were the great topic: nobody may keep yours.",
			"what_we_heard": "I thought it was the rule here, that the boss holds it.",
			"adaptations": "Split into tables by language after the break, so that the quiet ones spoke.",
			"outcome": "Progress",
			"attendance": {
				"yusuf": came("opening the hall", trust_change="Grew"),
				"aminata": came("bringing the savings circle"),
				"lawcentre": came("answering the one question everybody had", represented_by="Naomi Feld"),
				"fatima": came("interpreting for two hours without a break"),
				"hamid": came("helping whoever asked", ends_as="Done Manually"),
			},
			"concerns": [
				raised(
					"aminata",
					"Language and Culture",
					"Medium",
					"The leaflets are in a French that nobody speaks.",
					("Acting", {"did": "The circle itself rewrote them."}),
					("Reported Back", {"reported_back_on": Day(-30)}),
				)
			],
			"commitments": [
				promised("yusuf", "Ours", "A second evening, on tenancy", 12),
				promised(
					"lawcentre", "Theirs", "An advice hour in the hall each month", -10, ("In Progress", {})
				),
			],
		},
	},
	"saltmarsh-round": {
		"subject": "Saltmarsh: a round without a table",
		"kind": "Informal Gathering",
		"starts_on": Moment(-92, "17:00"),
		"minutes": 90,
		"who": {
			"yusuf": "Host",
			"noura": "Participant",
			"emeka": "Participant",
			"birgit": "Participant",
		},
		"purpose": "Ask what we would hear if we had come a year ago",
		"status": "Closed",
		"log": {
			"summary": "Four worries, none of them ours to judge. We said which ones we can do something about.",
			"what_we_heard": "You come when there is a project. We are here when there is none.",
			"adaptations": "Stood in the yard: nobody wanted to sit behind a table.",
			"outcome": "Progress",
			"attendance": {
				"yusuf": came("asking everybody in", trust_change="Grew"),
				"noura": came("speaking for the parents"),
				"emeka": came("telling how the nights are", trust_change="Same"),
				"birgit": came("remembering what was promised before"),
			},
			"concerns": [
				raised(
					"yusuf",
					"Safety",
					"High",
					"The path to the evening school has no light from October on.",
					("Acting", {"did": "Asked the council; six lamps were set up along the path."}),
					("Reported Back", {"reported_back_on": Day(-41)}),
				),
				raised(
					"noura",
					"Confidentiality",
					"High",
					"The school asks for a home address. Who reads it?",
					("Acting", {"did": "The school takes the address of the homework room instead."}),
					("Reported Back", {"reported_back_on": Day(-52)}),
					("Closed", {}),
				),
				raised(
					"emeka",
					"Resources",
					"Medium",
					"The stalls pay for a guard whom nobody has seen.",
					("Acknowledged", {}),
				),
				raised(
					"birgit",
					"Process",
					"Medium",
					"The almshouse repairs were promised by the last three councils.",
					(
						"Cannot Act",
						{
							"cannot_act_reason": "The houses belong to a trust; we sent them the list and its answer."
						},
					),
				),
			],
			"commitments": [
				promised(
					"yusuf",
					"Ours",
					"Walk the path with the council at dusk",
					-75,
					("Kept", {"evidence": "We walked it."}),
				),
				promised(
					"emeka",
					"Theirs",
					"Send us the guard's contract",
					-40,
					("Broken", {"explanation": "He was told not to."}),
				),
			],
		},
	},
	"eastmoor-tower": {
		"subject": "Tower Four: who speaks for us",
		"kind": "One-to-one",
		"starts_on": Moment(-69, "11:00"),
		"minutes": 45,
		"who": {"dilnoza": "Participant"},
		"lead": "outreach2",
		"confidentiality": "Restricted",
		"purpose": "Find out what would make it safe to speak",
		"status": "Logged",
		"log": {
			"summary": "She will speak when two more do. Letters are not safe.",
			"outcome": "Progress",
			"attendance": {
				"dilnoza": came("trusting us with the letter", ends_as="Done Manually", trust_change="Grew")
			},
			"commitments": [
				promised("dilnoza", "Ours", "Find two more tenants who are willing", 9, by="outreach2")
			],
		},
	},
}
