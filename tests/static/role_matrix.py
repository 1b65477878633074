"""Who may do what with which DocType, as docs/roles.md shows it.

`python3 -m tests.static.role_matrix` prints the table from the JSON files.
"""

from tests.static.project import doctypes

ROLES = ("Outreach Staff", "Outreach Manager", "Safeguarding Lead", "System Manager")
# In the order in which they are written; "read" alone is said, what comes with it is not.
RIGHTS = ("read", "write", "create", "delete", "submit", "cancel", "amend", "export", "import", "share")


def matrix() -> dict[str, dict[str, str]]:
	"""DocType → role → its rights in words; "–" for none."""
	return {
		name: {role: _rights(doctype["permissions"], role) for role in ROLES}
		for name, doctype in sorted(doctypes().items())
		if not doctype.get("istable")
	}


def table() -> str:
	"""The matrix as Markdown."""
	lines = [f"| DocType | {' | '.join(ROLES)} |", f"|---|{'---|' * len(ROLES)}"]
	lines += [f"| {name} | {' | '.join(cells.values())} |" for name, cells in matrix().items()]
	return "\n".join(lines)


def _rights(rows: list[dict], role: str) -> str:
	granted = {right for row in rows if row["role"] == role for right in RIGHTS if row.get(right)}
	return ", ".join(right for right in RIGHTS if right in granted) or "–"


if __name__ == "__main__":
	print(table())  # noqa: T201 (a table for a person to paste)
