"""A table of criteria as an Excel workbook: what is written out and sent back unchanged is the same table.

A sheet of rows in reading order (`rows`): groups and criteria with their level, and below a criterion its results,
bands or parts; a sheet of the table's own settings, one of classes, one of conditions (`sheets`).
"""
