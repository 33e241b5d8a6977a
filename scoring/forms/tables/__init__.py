"""Forms of a table of criteria: each shows one part and gives the table as it is after a person's typing.

`seen` names the state of the part that the person saw: it goes into the page and comes back with the typing, so that
nothing is overwritten unseen.
"""
