"""Taking over a file of contacts from another program: looked through, taken over, and undone if need be."""
