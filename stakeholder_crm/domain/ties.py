"""Ties between people."""

# These say the same from either end; the others (a mentor, a member) have a direction.
SYMMETRIC_TIES = frozenset({"Family", "Friend", "Colleague", "Ally", "Rival"})
