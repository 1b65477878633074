"""Invented demo data: `bench --site S execute stakeholder_crm.demo.load` and `….unload`."""

from stakeholder_crm.demo.loader import load, log_ins
from stakeholder_crm.demo.unloader import unload

__all__ = ["load", "log_ins", "unload"]
