"""The admin of scoring: criteria tables, the years that are scored, the sheets of their units."""

from scoring.admin import rounds, sheets, tables

__all__ = ["rounds", "sheets", "tables"]
