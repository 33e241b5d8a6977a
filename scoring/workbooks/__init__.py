"""Excel workbooks of scoring, written and read; nothing here knows the database."""
