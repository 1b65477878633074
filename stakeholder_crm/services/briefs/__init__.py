"""Verbs on briefs: compose, keep true, read."""
