"""Excel workbooks of scoring; nothing here knows the database.

A table of criteria out and in (`table_…`), a unit's sheet out and in (`sheet_…`), the summary of all units out.
"""
