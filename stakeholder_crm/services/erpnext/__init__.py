"""Our records and ERPNext's, where it is installed. Nothing here imports ERPNext."""
