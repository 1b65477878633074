"""What is there where ERPNext is installed, and gone where it is not. Nothing here imports ERPNext."""
