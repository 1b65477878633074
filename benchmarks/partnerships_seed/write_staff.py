"""Outreach staff: one for every five hundred stakeholders."""

from benchmarks.partnerships_seed.copies import Tables
from benchmarks.partnerships_seed.world import World

# Each is nobody else's.
PERSONAL = ("username", "mobile_no", "api_key", "reset_password_key", "user_image")


def write_staff(world: World, tables: Tables) -> None:
	"""Write the users, with their role.

	Args:
		world: who they are.
		tables: what is filled.
	"""
	users = tables.copies("User", "name", "email", "first_name", "full_name", *PERSONAL)
	roles = tables.copies("Has Role", "name", "parent", of="User")
	for user in world.staff:
		name = user.partition("@")[0].title()
		users.add(user, user, name, name, *(None for _ in PERSONAL))
		roles.add(f"{name}-r", user)
	users.write()
	roles.write()
