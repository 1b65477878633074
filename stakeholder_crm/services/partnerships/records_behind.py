"""Name the records behind a number that no filter of a list can tell."""

from dataclasses import dataclass

from pypika.queries import QueryBuilder

# Their names stand in the address of a list; some servers refuse longer ones.
MOST = 200


@dataclass(frozen=True, slots=True)
class Behind:
	"""What a number counted.

	Attributes:
		doctype: of the records.
		names: theirs; none where there are too many.
		too_many: there are more than an address can carry.
	"""

	doctype: str
	names: list[str]
	too_many: bool


def found(doctype: str, query: QueryBuilder) -> Behind:
	"""The records that a query finds.

	Args:
		doctype: of the records.
		query: selects their names, in order, each once.
	"""
	names = query.limit(MOST + 1).run(pluck=True)
	too_many = len(names) > MOST
	return Behind(doctype, [] if too_many else names, too_many)
