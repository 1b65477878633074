"""Cards of stakeholders, for other address books."""
