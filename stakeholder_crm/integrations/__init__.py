"""Event handlers for the host's DocTypes, one file each. They only call services."""
