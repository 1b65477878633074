"""Features that exist only if ERPNext is installed. Nothing here imports ERPNext."""
