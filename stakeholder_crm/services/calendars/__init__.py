"""Verbs on meetings in calendars outside: a file, and a feed."""
