"""Listeners on the host's own DocTypes, one file each: they call services, and decide nothing."""
