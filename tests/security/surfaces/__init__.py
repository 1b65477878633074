"""Every surface on which Frappe could show a record, asked as every role about every level.

``table.py`` is the data: one row a surface. ``world.py`` makes the records, ``ask.py`` asks, ``matrix.py``
counts what was learnt. `make surfaces` prints the result.
"""
