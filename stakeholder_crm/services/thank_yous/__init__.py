"""Verbs on thank-yous: plan, approve, dispatch, settle."""
