"""Telling a partner agency something about somebody."""
