"""Verbs on meetings, their logs, concerns and commitments."""
