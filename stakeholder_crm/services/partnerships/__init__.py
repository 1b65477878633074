"""Verbs for those who look at it all from outside: maps, and what hangs on them."""
