"""Verbs on stakeholders of any kind."""
