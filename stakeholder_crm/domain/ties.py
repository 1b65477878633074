"""Ties between stakeholders."""

# These are the same from either side. The others (a mentor, a member) have a direction.
SYMMETRIC_TIES = frozenset({"Family", "Friend", "Colleague", "Ally", "Rival"})
