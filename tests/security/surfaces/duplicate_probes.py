"""How it is asked who is on record twice."""

from tests.security.surfaces import ask
from tests.security.surfaces.world import World

API = "stakeholder_crm.api.duplicates"
CALLED = {"Activist": "Quill", "Community Leader": "Lead", "Partner Agency": "Office"}


def alike(world: World, user: str) -> str:
	"""Write down somebody of the same name and address, as a person or as an agency."""
	return " ".join(
		ask.method(
			user,
			f"{API}.alike",
			stakeholder_type="Partner Agency" if record.doctype == "Partner Agency" else "Community Leader",
			full_name=f"{CALLED[record.doctype]} {record.word}",
			contact_points=[{"channel": "Email", "value": f"{record.word}@example.org"}],
		)
		for record in world.of(*CALLED)
	)
