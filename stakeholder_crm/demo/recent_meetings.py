"""The demo's meetings of the last weeks: held and logged, and one cancelled."""

from stakeholder_crm.demo.rows import Moment, Row, came, promised, raised

RECENT_MEETINGS: dict[str, Row] = {
	"lantern-tea": {
		"subject": "Tea on Lantern Street",
		"kind": "Informal Gathering",
		"starts_on": Moment(-61, "16:00"),
		"minutes": 90,
		"who": {"linh": "Host", "oksana": "Participant", "police": "Participant"},
		"represented_by": {"police": "Sergeant Ada Kell"},
		"lead": "outreach2",
		"team": ["outreach"],
		"purpose": "Let the traders and the sergeant meet before they need each other",
		"status": "Closed",
		"log": {
			"summary": "No photographs, no uniforms, very good tea. Two traders asked for the number.",
			"adaptations": "The sergeant came in a cardigan and washed up.",
			"outcome": "Progress",
			"attendance": {
				"linh": came("hosting with so much grace", trust_change="Grew"),
				"oksana": came("bringing the kitchen's cakes"),
				"police": came("coming as a neighbour", represented_by="Sergeant Ada Kell"),
			},
		},
	},
	"eastmoor-youth": {
		"subject": "The youth council wants a seat",
		"kind": "One-to-one",
		"starts_on": Moment(-54, "16:30"),
		"minutes": 45,
		"who": {"samuel": "Participant", "mei": "Supporter"},
		"purpose": "What would a seat at the table change?",
		"status": "Logged",
		"log": {
			"summary": "They want the last bus, a lit path and to be asked before, not after.",
			"what_we_heard": "You always thank us for coming. Ask us before.",
			"outcome": "Progress",
			"attendance": {
				"samuel": came("making the case for a seat", ends_as="Done Manually", trust_change="Grew"),
				"mei": came("lending the campaign's map"),
			},
			"commitments": [
				promised("samuel", "Ours", "Ask the council for a youth seat in the quay talks", -6)
			],
		},
	},
	"orchard-contact": {
		"subject": "Sunday at the market",
		"kind": "One-to-one",
		"starts_on": Moment(-48, "09:30"),
		"minutes": 15,
		"who": {"mirela": "Participant"},
		"confidentiality": "Confidential",
		"purpose": "Five minutes, as agreed through the intermediary",
		"status": "Logged",
		"log": {
			"summary": "The camp has moved. She is watched more than before.",
			"outcome": "Setback",
			"attendance": {"mirela": came("coming at all", ends_as="Done Manually", safe_to_mention=0)},
			"concerns": [
				raised("mirela", "Safety", "Critical", "They count us at night now.", ("Acting", {}))
			],
			"safeguarding_flag": 1,
		},
	},
	"night-desk": {
		"subject": "Monthly talk with the night desk",
		"kind": "One-to-one",
		"starts_on": Moment(-33, "12:30"),
		"minutes": 40,
		"who": {"dara": "Participant"},
		"confidentiality": "Confidential",
		"purpose": "What has been heard this month",
		"status": "Logged",
		"log": {
			"summary": "One advert came down after the report. Another sounds the same.",
			"outcome": "Progress",
			"attendance": {
				"dara": came("comparing the two adverts", ends_as="Done Manually", safe_to_mention=0)
			},
		},
	},
	"quay-together": {
		"subject": "The quay: one map, two pens",
		"kind": "Mediation",
		"starts_on": Moment(-31, "18:00"),
		"minutes": 120,
		"who": {
			"amara": "Party",
			"garrick": "Party",
			"kofi": "Supporter",
			"council": "Observer",
			"fatima": "Interpreter",
		},
		"represented_by": {"council": "Harriet Osei"},
		"team": ["outreach2"],
		"purpose": "Draw the quay together: what is used by whom, and when",
		"desired_outcome": "One map that both sides have signed",
		"ground_rules": "One speaks, the other repeats before answering.",
		"case_ref": "PS-0417",
		"status": "Closed",
		"log": {
			"summary": "One map, eleven places that both use. The gate stays open until ten, on trial.",
			"what_we_heard": "I did not know that your children wait there in the rain.",
			"adaptations": "Put the map on the floor: nobody could sit at the head of it. Two pens.",
			"outcome": "Progress",
			"attendance": {
				"amara": came("repeating the other side's words before answering", trust_change="Grew"),
				"garrick": came("asking for the map to be drawn together", trust_change="Grew"),
				"kofi": came("keeping two members calm"),
				"council": came("listening more than speaking", represented_by="Harriet Osei"),
				"fatima": came("carrying every word across"),
			},
			"concerns": [
				raised(
					"amara",
					"Process",
					"High",
					"On trial means it can be taken away again.",
					("Acknowledged", {}),
				),
				raised("garrick", "Resources", "Medium", "Who pays for the second lock, and the lights?"),
			],
			"commitments": [
				promised(
					"amara", "Ours", "Send both sides the signed map", -24, ("Kept", {"evidence": "By hand."})
				),
				promised("garrick", "Ours", "Ask the council for lights on the east stairs", -3),
				promised(
					"amara",
					"Theirs",
					"Tell the forum about the trial hours",
					-17,
					("Kept", {"evidence": "Minutes."}),
				),
				promised(
					"garrick", "Theirs", "Open the gate until ten, for six weeks", 11, ("In Progress", {})
				),
			],
		},
	},
	"harvest-week": {
		"subject": "Before the season: who is where",
		"kind": "Coalition",
		"starts_on": Moment(-6, "10:00"),
		"minutes": 90,
		"who": {
			"ingrid": "Participant",
			"lucia": "Participant",
			"harvest": "Host",
			"lawcentre": "Participant",
			"rafael": "Participant",
			"advice": "Participant",
			"priya": "Participant",
		},
		"represented_by": {"harvest": "Ioana Marin", "lawcentre": "Naomi Feld", "advice": "Karim Aziz"},
		"team": ["outreach2"],
		"purpose": "One calendar of visits, so that no camp sees five of us in a week and then nobody",
		"status": "Logged",
		"log": {
			"summary": "A calendar with four colours. Each camp has one known face.",
			"adaptations": "Started with what each of us will not do.",
			"outcome": "Agreement",
			"attendance": {
				"ingrid": came("bringing the checklist"),
				"lucia": came("keeping us honest about Sundays", ends_as="Failed"),
				"harvest": came(
					"knowing every camp, and Ingrid's list by heart", represented_by="Ioana Marin"
				),
				"lawcentre": came("offering the Sunday hours", ends_as="Queued", represented_by="Naomi Feld"),
				"rafael": came("asking who covers the harbour", ends_as="Claimed"),
				"priya": came("sharing what a fair rota looks like", ends_as="Bounced"),
				"advice": came("explaining the new form", represented_by="Karim Aziz"),
			},
			"commitments": [promised("harvest", "Theirs", "Keep the calendar up to date", 60)],
		},
	},
	"yesterday-kitchen": {
		"subject": "Neighbours' kitchen: planning the winter table",
		"kind": "Informal Gathering",
		"starts_on": Moment(-1, "11:00"),
		"minutes": 60,
		"who": {
			"oksana": "Host",
			"mei": "Participant",
			"interfaith": "Participant",
			"anchor": "Participant",
			"tomas": "Participant",
		},
		"represented_by": {"interfaith": "Rabbi Miriam Katz", "anchor": "Bea Lindgren"},
		"team": ["outreach2"],
		"purpose": "A table that is open on the coldest evenings, and who carries the pots",
		"status": "Logged",
		"log": {
			"summary": "Four evenings a week from the first frost. The mission lends the van.",
			"adaptations": "Planned while cooking.",
			"outcome": "Agreement",
			"attendance": {
				"oksana": came("cooking while we planned", ends_as="Scheduled"),
				"mei": came("finding the drivers", ends_as="Scheduled"),
				"interfaith": came(
					"taking the two hardest evenings",
					ends_as="Awaiting Approval",
					represented_by="Rabbi Miriam Katz",
				),
				"anchor": came("lending the van", ends_as="Awaiting Approval", represented_by="Bea Lindgren"),
				"tomas": came("bringing the crews' cook", ends_as="Draft"),
			},
			"commitments": [promised("oksana", "Ours", "Print the winter table's dates in six languages", 5)],
		},
	},
	"paper-interview": {
		"subject": "Interview with the weekly paper",
		"kind": "Call",
		"starts_on": Moment(-21, "15:00"),
		"minutes": 30,
		"who": {"paper": "Participant"},
		"represented_by": {"paper": "Jun Park"},
		"lead": "manager",
		"purpose": "The winter table, without names",
		"status": "Cancelled",
		"status_reason": "The paper wanted photographs of guests. We said no.",
	},
}
