"""What a row of the table says."""

from dataclasses import dataclass

from tests.security.surfaces.ways import Probe

# Every DocType of ours that names people, or is about who may see them.
PEOPLE = ("Community Leader", "Activist", "Partner Agency")
ABOUT_PEOPLE = (
	"Stakeholder Assessment",
	"Stakeholder Meeting",
	"Meeting Brief",
	"Engagement Plan",
	"Meeting Log",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	"Disclosure Log",
	"Partnership Agreement",
	"Access Grant",
	"Erasure Request",
	"Stakeholder Merge Log",
	"Contact Import",
)
EVERY = (*PEOPLE, *ABOUT_PEOPLE)


@dataclass(frozen=True)
class Surface:
	"""A place where something could be learnt.

	Attributes:
		name: as people call it.
		probe: how it is asked.
		shows: whether those who are entitled find the records there.
		everywhere: whether each host has it and shows it; where one does not, it is not called blind.
		numbers: DocTypes whose records' numbers tell, where the answer holds no more than these.
		doctypes: our DocTypes that it is asked about.
		methods: our endpoints that it is made of, below ``stakeholder_crm.api``.
	"""

	name: str
	probe: Probe
	shows: bool = True
	everywhere: bool = True
	numbers: tuple[str, ...] = ()
	doctypes: tuple[str, ...] = EVERY
	methods: tuple[str, ...] = ()
