"""Stakeholder CRM: relationships of trust, kept in Frappe."""

__version__ = "0.1.0"
