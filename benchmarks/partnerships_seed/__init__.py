"""Years of work of a large organisation in a minute or two: people, meetings, logs and all that came of them.

For each stakeholder there are five meetings and ten attendances. The same number makes the same data, counted
back from today. One of each is made as people make it, and its rows are copied, so that no column is missing.
Names begin with "S", as in CL-S000001. Nothing is removed again: it is for a site that is thrown away or put back.
"""
